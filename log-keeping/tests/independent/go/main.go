// SPDX-License-Identifier: Apache-2.0

// Reads a log directory (C2SP tlog-tiles) with the packages that the Go project uses for its own checksum database:
// golang.org/x/mod/sumdb/tlog for hashes, proofs and tile hashes, sumdb/note for signatures. Nothing of this project.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Height of tiles in tlog-tiles: 256 hashes.
const height = 8

type tiles struct{ dir string }

func (t tiles) Height() int                           { return height }
func (t tiles) SaveTiles(_ []tlog.Tile, _ [][]byte)   {}
func (t tiles) ReadTiles(all []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, tile := range all {
		data, err := os.ReadFile(filepath.Join(t.dir, path(tile)))
		if err != nil {
			return nil, err
		}
		out = append(out, data)
	}
	return out, nil
}

// The tile path of x/mod is tile/<height>/<level>/<n>; tlog-tiles leaves the height out, and calls bundles "entries".
func path(t tlog.Tile) string {
	p := strings.TrimPrefix(t.Path(), fmt.Sprintf("tile/%d/", t.H))
	return "tile/" + strings.Replace(p, "data/", "entries/", 1)
}

func check(err error) {
	if err != nil {
		fmt.Println("reject:", err)
		os.Exit(1)
	}
}

// The records of a bundle: each its length in two bytes, big endian, then its bytes.
func records(data []byte, width int) [][]byte {
	var out [][]byte
	for len(out) < width && len(data) >= 2 {
		n := int(data[0])<<8 | int(data[1])
		if len(data) < 2+n {
			break
		}
		out, data = append(out, data[2:2+n]), data[2+n:]
	}
	if len(out) != width || len(data) != 0 {
		check(fmt.Errorf("a bundle does not hold %d entries and no more", width))
	}
	return out
}

func main() {
	if len(os.Args) < 3 {
		fmt.Println("usage: check DIRECTORY VKEY [OLDER-CHECKPOINT]")
		os.Exit(2)
	}
	dir := os.Args[1]
	verifier, err := note.NewVerifier(os.Args[2])
	check(err)
	open := func(file string) tlog.Tree {
		text, err := os.ReadFile(file)
		check(err)
		opened, err := note.Open(text, note.VerifierList(verifier))
		check(err)
		lines := strings.SplitN(opened.Text, "\n", 4)
		if len(lines) < 4 || lines[0] != verifier.Name() {
			check(fmt.Errorf("the checkpoint is not one of %s", verifier.Name()))
		}
		var tree tlog.Tree
		_, err = fmt.Sscanf(lines[1], "%d", &tree.N)
		check(err)
		root, err := base64.StdEncoding.DecodeString(lines[2])
		check(err)
		copy(tree.Hash[:], root)
		return tree
	}
	tree := open(filepath.Join(dir, "checkpoint"))
	// Every read below is held against the root of the checkpoint, tile for tile.
	reader := tlog.TileHashReader(tree, tiles{dir})
	root, err := tlog.TreeHash(tree.N, reader)
	check(err)
	if root != tree.Hash {
		check(fmt.Errorf("the tiles do not make the root"))
	}
	proofs := 0
	for first := int64(0); first < tree.N; first += 1 << height {
		width := int(min(tree.N-first, 1<<height))
		tile := tlog.Tile{H: height, L: -1, N: first >> height, W: width}
		data, err := os.ReadFile(filepath.Join(dir, path(tile)))
		check(err)
		for at, record := range records(data, width) {
			n := first + int64(at)
			proof, err := tlog.ProveRecord(tree.N, n, reader)
			check(err)
			check(tlog.CheckRecord(proof, tree.N, tree.Hash, n, tlog.RecordHash(record)))
			proofs++
		}
	}
	consistent := 0
	for _, file := range os.Args[3:] {
		older := open(file)
		proof, err := tlog.ProveTree(tree.N, older.N, reader)
		check(err)
		check(tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash))
		consistent++
	}
	fmt.Printf("accept: %s, %d entries, %d inclusion proofs, %d consistency proofs\n", verifier.Name(), tree.N, proofs, consistent)
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
