// A whole log in a folder: re-derived from its entries, compared with every file, then asked as a stranger's client does.
package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

// tree holds what the entries come to, in the order x/mod stores hashes.
type tree struct {
	size    int64
	hashes  []tlog.Hash
	bundles map[int64][]byte
}

func (t *tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, index := range indexes {
		if index >= int64(len(t.hashes)) {
			return nil, fmt.Errorf("hash %d is not in the tree", index)
		}
		found = append(found, t.hashes[index])
	}
	return found, nil
}

// root of the first entries. tlog.TreeHash(0) is not the RFC's empty root, and no export is of an empty log.
func (t *tree) root(size int64) (tlog.Hash, error) {
	if size < 1 {
		return tlog.Hash{}, fmt.Errorf("an empty log has no entries to derive a root from")
	}
	return tlog.TreeHash(size, t)
}

// derive makes the tree from the entry bundles alone.
func derive(folder string, size int64) (*tree, error) {
	made := &tree{bundles: map[int64][]byte{}}
	for index := int64(0); index*width < size; index++ {
		wide := widthAt(size, 0, index)
		bundle, err := readTile(folder, "entries", index, wide)
		if err != nil {
			return nil, err
		}
		entries, err := splitBundle(bundle)
		if err != nil || len(entries) < wide {
			return nil, fmt.Errorf("%s does not hold its entries", path("entries", index, wide))
		}
		for _, entry := range entries[:wide] {
			stored, err := tlog.StoredHashes(made.size, entry, made)
			if err != nil {
				return nil, err
			}
			made.hashes = append(made.hashes, stored...)
			made.bundles[index] = append(append(made.bundles[index], byte(len(entry)>>8), byte(len(entry))), entry...)
			made.size++
		}
	}
	return made, nil
}

// expected is what a tile or bundle of the tree must hold.
func (t *tree) expected(level string, index int64, wide int) ([]byte, error) {
	if level == "entries" {
		if wide > widthAt(t.size, 0, index) {
			return nil, fmt.Errorf("it is not under the checkpoint")
		}
		end := 0
		for bundle := t.bundles[index]; wide > 0; wide-- {
			end += 2 + int(bundle[end])<<8 + int(bundle[end+1])
		}
		return t.bundles[index][:end], nil
	}
	l, err := strconv.Atoi(level)
	if err != nil || wide > widthAt(t.size, l, index) {
		return nil, fmt.Errorf("it is not under the checkpoint")
	}
	return tlog.ReadTileData(tlog.Tile{H: height, L: l, N: index, W: wide}, t)
}

// compare holds every file under tile/ against the tree, and says how many there are.
func (t *tree) compare(folder string) (int, error) {
	files := 0
	err := filepath.WalkDir(filepath.Join(folder, "tile"), func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, file)
		if err != nil {
			return err
		}
		level, index, wide, err := parsePath(filepath.ToSlash(name))
		if err != nil {
			return err
		}
		want, err := t.expected(level, index, wide)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if !bytes.Equal(content, want) {
			return fmt.Errorf("%s is not what the entries come to", name)
		}
		files++
		return nil
	})
	return files, err
}

// complete asks for every tile that a client of this size would.
func complete(folder string, size int64) error {
	for level := 0; widthAt(size, level, 0) > 0; level++ {
		for index := int64(0); widthAt(size, level, index) > 0; index++ {
			if _, err := readTile(folder, strconv.Itoa(level), index, widthAt(size, level, index)); err != nil {
				return err
			}
		}
	}
	return nil
}

// proveEntries proves entries one by one from the tiles alone; in a large log the first, the last and some between.
func (t *tree) proveEntries(root tlog.Tree, served tlog.HashReader, most int64) (int64, error) {
	step := int64(1)
	if most > 0 && root.N > most {
		step = root.N/most + 1
	}
	proved := int64(0)
	for index := int64(0); index < root.N; index += step {
		if index+step >= root.N {
			index = root.N - 1
		}
		path, err := tlog.ProveRecord(root.N, index, served)
		if err != nil {
			return proved, err
		}
		leaf := t.hashes[tlog.StoredHashIndex(0, index)]
		if err := tlog.CheckRecord(path, root.N, root.Hash, index, leaf); err != nil {
			return proved, fmt.Errorf("entry %d: %w", index, err)
		}
		proved++
	}
	return proved, nil
}

// consistent proves that an earlier checkpoint is of the same log.
func consistent(file string, trust trust, now tlog.Tree, served tlog.HashReader) error {
	signed, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	old, err := trust.open(signed)
	if err != nil {
		return err
	}
	if old.N > now.N || old.N < 1 {
		return fmt.Errorf("%s is of %d entries, and the log has %d", file, old.N, now.N)
	}
	path, err := tlog.ProveTree(now.N, old.N, served)
	if err != nil {
		return err
	}
	return tlog.CheckTree(path, now.N, now.Hash, old.N, old.Hash)
}

func verifyLog(folder string, trust trust, given options) (string, error) {
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return "", err
	}
	opened, err := trust.openWitnessed(signed)
	if err != nil {
		return "", err
	}
	derived, err := derive(folder, opened.N)
	if err != nil {
		return "", err
	}
	if root, err := derived.root(opened.N); err != nil || root != opened.Hash {
		return "", fmt.Errorf("the entries do not come to the signed root")
	}
	files, err := derived.compare(folder)
	if err != nil {
		return "", err
	}
	if err := complete(folder, opened.N); err != nil {
		return "", err
	}
	served := tlog.TileHashReader(opened.Tree, folderTiles{folder, map[tlog.Tile][]byte{}})
	proved, err := derived.proveEntries(opened.Tree, served, given.most)
	if err != nil {
		return "", err
	}
	for _, old := range given.old {
		if err := consistent(old, trust, opened.Tree, served); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("the log %s of size %d holds: %d files, %d entries proved, %d earlier checkpoints, cosigned by %d",
		trust.log.Name(), opened.N, files, proved, len(given.old), len(opened.cosigned)), nil
}
