// An evidence pack: checkpoint, log.vkey, witnesses.policy, entries.csv, report.html and proofs/<index>.tlog-proof.
package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// verifyPack trusts the keys that were given, never log.vkey of the pack. Where witnesses were given, the pack's own policy
// counts those alone; where none were, it says what the gateway claims, and no more.
func verifyPack(folder string, trust trust) (string, error) {
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return "", err
	}
	claimed := trust.policy == nil && len(trust.witnesses) == 0
	if trust, err = trust.withPolicyOf(folder); err != nil {
		return "", err
	}
	opened, err := trust.openWitnessed(signed)
	if err != nil {
		return "", err
	}
	indexes, err := verifyProofs(folder, trust, signed)
	if err != nil {
		return "", err
	}
	count := len(indexes)
	if err := compareTable(filepath.Join(folder, "entries.csv"), indexes); err != nil {
		return "", err
	}
	told := fmt.Sprintf("the pack holds: %d entries of the log %s, under its checkpoint of size %d, cosigned by %d", count,
		trust.log.Name(), opened.N, len(opened.cosigned))
	if claimed {
		told += ", by keys that the pack itself names"
	}
	return told, nil
}

// withPolicyOf adds the pack's own policy where no other was given: a pack cannot say less than its gateway asked for.
func (t trust) withPolicyOf(folder string) (trust, error) {
	if t.policy != nil {
		return t, nil
	}
	file := filepath.Join(folder, "witnesses.policy")
	if _, err := os.Stat(file); os.IsNotExist(err) {
		return t, nil
	}
	found, err := t.readPolicy(file)
	if err != nil {
		return t, err
	}
	t.policy = found
	t.givenAlone = len(t.witnesses) > 0
	return t, nil
}

func verifyProofs(folder string, trust trust, signed []byte) (map[string]bool, error) {
	files, err := filepath.Glob(filepath.Join(folder, "proofs", "*"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("the pack holds no proofs")
	}
	sort.Strings(files)
	indexes := map[string]bool{}
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
		indexes[index] = true
	}
	return indexes, nil
}

// compareTable refuses a table with other entries than are proven, which it crosses off; its column "index" says which.
func compareTable(file string, proven map[string]bool) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(content), "\ufeff"))).ReadAll()
	if err != nil || len(rows) == 0 {
		return fmt.Errorf("entries.csv is no table")
	}
	column := -1
	for at, name := range rows[0] {
		if name == "index" {
			column = at
		}
	}
	if column < 0 || len(rows)-1 != len(proven) {
		return fmt.Errorf("entries.csv does not have a row for each entry that is proven")
	}
	for _, row := range rows[1:] {
		if !proven[row[column]] {
			return fmt.Errorf("entries.csv has a row that no proof stands for")
		}
		delete(proven, row[column])
	}
	return nil
}
