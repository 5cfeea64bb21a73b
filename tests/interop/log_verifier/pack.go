// An evidence pack: its proofs/<index>.tlog-proof under its checkpoint, and its tables and other files beside them.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// verifyPack trusts the keys that were given, never log.vkey and witnesses.policy of the pack.
func verifyPack(folder string, trust trust) (string, error) {
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return "", err
	}
	opened, err := trust.openWitnessed(signed)
	if err != nil {
		return "", err
	}
	proven, err := verifyProofs(folder, trust, signed)
	if err != nil {
		return "", err
	}
	if err := compareTable(filepath.Join(folder, "entries.csv"), proven); err != nil {
		return "", err
	}
	if err := compareManifest(folder); err != nil {
		return "", err
	}
	claim, err := trust.claimOf(folder, signed)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("the pack holds: %d entries of the log %s, under its checkpoint of size %d, cosigned by %d%s",
		len(proven), trust.log.Name(), opened.N, len(opened.cosigned), claim), nil
}

// claimOf says what the pack's own policy makes of the checkpoint: a claim, as the keys in it came with the pack.
func (t trust) claimOf(folder string, signed []byte) (string, error) {
	file := filepath.Join(folder, "witnesses.policy")
	if _, err := os.Stat(file); os.IsNotExist(err) {
		return "", nil
	}
	found, err := t.readPolicy(file)
	if err != nil {
		return "", err
	}
	opened, err := trust{log: t.log, policy: found}.open(signed)
	if err != nil {
		return "", err
	}
	if found.met(opened.cosigned) {
		return "; the quorum of the pack's own policy is met", nil
	}
	return "; the quorum of the pack's own policy is not met", nil
}

// verifyProofs gives the entries that are proven, by index.
func verifyProofs(folder string, trust trust, signed []byte) (map[string][]byte, error) {
	files, err := filepath.Glob(filepath.Join(folder, "proofs", "*"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("the pack holds no proofs")
	}
	proven := map[string][]byte{}
	for _, file := range files {
		parsed, err := readProof(file)
		if err == nil {
			_, err = parsed.verify(parsed.extra, trust)
		}
		index := fmt.Sprint(parsed.index)
		if err == nil && filepath.Base(file) != index+".tlog-proof" {
			err = fmt.Errorf("it is named after another entry")
		}
		if err == nil && !bytes.Equal(parsed.checkpoint, signed) {
			err = fmt.Errorf("it is under another checkpoint than the pack's")
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		proven[index] = parsed.extra
	}
	return proven, nil
}

// compareTable refuses a table with other entries than are proven, or others' texts and leaves.
func compareTable(file string, proven map[string][]byte) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(rows) == 0 {
		return fmt.Errorf("entries.csv is no table")
	}
	column := map[string]int{}
	for at, name := range rows[0] {
		column[name] = at
	}
	index, indexed := column["index"]
	leaf, hashed := column["leaf"]
	text, whole := column["json"]
	if !indexed || !hashed || !whole || len(rows)-1 != len(proven) {
		return fmt.Errorf("entries.csv does not have index, leaf and json of each entry that is proven")
	}
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		entry, found := proven[row[index]]
		hash := tlog.RecordHash(entry)
		if !found || seen[row[index]] || row[text] != string(entry) || row[leaf] != hex.EncodeToString(hash[:]) {
			return fmt.Errorf("entries.csv has a row that no proof stands for")
		}
		seen[row[index]] = true
	}
	return nil
}

// compareManifest finds a file that was changed, added or lost. Nobody signed the manifest: a forger makes it anew.
func compareManifest(folder string) error {
	content, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err != nil {
		return err
	}
	var manifest struct {
		Files map[string]string `json:"files"`
	}
	if err := json.Unmarshal(content, &manifest); err != nil {
		return fmt.Errorf("manifest.json is not JSON")
	}
	count := 0
	err = filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		name := filepath.ToSlash(strings.TrimPrefix(file, filepath.Clean(folder)+string(filepath.Separator)))
		if err != nil || entry.IsDir() || name == "manifest.json" {
			return err
		}
		held, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(held); manifest.Files[name] != hex.EncodeToString(sum[:]) {
			return fmt.Errorf("%s is not what the manifest has", name)
		}
		count++
		return nil
	})
	if err == nil && count != len(manifest.Files) {
		err = fmt.Errorf("a file of the manifest is missing")
	}
	return err
}
