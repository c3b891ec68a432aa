import { smallReport } from '/work/main/benchmarks/verify/credentials.ts';
import { contenders } from '/work/main/benchmarks/verify/contenders.ts';
import { parseStrictJson, canonicalizeWithout, decodeMultibase, parseMultikey, shapeFaults, parseCompactJws, statementDigest } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { parseInstant, parseDidUrl } from '@touchstone/identifiers';
const all = await contenders(smallReport); const emb = all[2]!.bytes; const tok = Buffer.from(all[5]!.bytes).toString();
const doc = JSON.parse(Buffer.from(emb).toString()); const txt=Buffer.from(emb).toString();
function cpu(f:()=>unknown,n=30000){ for(let i=0;i<5000;i++)f(); const a=process.cpuUsage(); for(let i=0;i<n;i++)f(); const b=process.cpuUsage(a); return +((b.user+b.system)/n).toFixed(2); }
const T: Record<string,()=>unknown> = {
 raw: ()=>all[0]!.run(emb),
 all: ()=>all[3]!.run(emb), sig: ()=>all[4]!.run(emb), jwtall: ()=>all[5]!.run(all[5]!.bytes), jwtsig: ()=>all[6]!.run(all[6]!.bytes),
 jsonparse: ()=>JSON.parse(txt), strict: ()=>parseStrictJson(emb), strictText: ()=>parseStrictJson(txt), jcs: ()=>canonicalizeWithout(doc,'proof'), jcsproof: ()=>canonicalizeWithout(doc.proof,'proofValue'),
 sha: ()=>nodeSuite.sha256(txt), b58: ()=>decodeMultibase(doc.proof.proofValue), mk: ()=>parseMultikey('z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'),
 shape: ()=>shapeFaults(doc), instant: ()=>parseInstant('2026-03-01T08:00:00Z'), didurl: ()=>parseDidUrl('did:web:certifier.example#key-1'), jws: ()=>parseCompactJws(tok), digest: ()=>statementDigest(doc,nodeSuite),
};
for (const k of Object.keys(T)) console.log(k, cpu(T[k]!, ['raw','all','sig','jwtall','jwtsig'].includes(k)?4000:30000));
