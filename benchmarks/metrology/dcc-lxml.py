# SPDX-License-Identifier: Apache-2.0
# The same certificate parsed, validated and its signature value verified by lxml and xmlsec (no certificate path, no XAdES).
import os
import sys
import time

from lxml import etree

path, rounds, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
data = open(path, "rb").read()
version = etree.fromstring(data).get("schemaVersion")
schema = None
if folder:
    schema = etree.XMLSchema(etree.parse(os.path.join(folder, f"v{version}", "dcc.xsd")))

# After the schema is read: xmlsec 1.3.13 takes the loader away by which lxml finds what a schema imports.
import xmlsec  # noqa: E402


def run():
    root = etree.fromstring(data)
    if schema is not None:
        schema.validate(root)
    xmlsec.tree.add_ids(root, ["Id"])
    context = xmlsec.SignatureContext(xmlsec.KeysManager())
    node = xmlsec.tree.find_node(root, xmlsec.constants.NodeSignature)
    certificate = root.findtext(".//{http://www.w3.org/2000/09/xmldsig#}X509Certificate")
    pem = "-----BEGIN CERTIFICATE-----\n" + "".join(certificate.split()) + "\n-----END CERTIFICATE-----\n"
    context.key = xmlsec.Key.from_memory(pem.encode(), xmlsec.KeyFormat.CERT_PEM)
    context.verify(node)


times = []
for _ in range(rounds + 5):
    begin = time.process_time()
    run()
    times.append((time.process_time() - begin) * 1000)
times = sorted(times[5:])
print(f"lxml {etree.__version__}, xmlsec   {times[len(times) // 2]:.2f} ms ({times[0]:.2f})")
