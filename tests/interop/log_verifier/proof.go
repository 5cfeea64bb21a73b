// C2SP tlog-proof: an entry, its path and the checkpoint it is under.
package main

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

type proof struct {
	index      int64
	path       tlog.RecordProof
	extra      []byte // nothing authenticates it but the path, once it is taken for the entry
	checkpoint []byte
}

func parseProof(text string) (proof, error) {
	var parsed proof
	head, checkpoint, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || checkpoint == "" || lines[0] != "c2sp.org/tlog-proof@v1" {
		return parsed, fmt.Errorf("it is not a tlog-proof of version 1")
	}
	parsed.checkpoint = []byte(checkpoint)
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		extra, err := decodeStrict(strings.TrimPrefix(lines[0], "extra "))
		if err != nil {
			return parsed, fmt.Errorf("the proof's extra data is not base64")
		}
		parsed.extra = extra
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return parsed, fmt.Errorf("the proof has no index")
	}
	index, err := parseDecimal(strings.TrimPrefix(lines[0], "index "))
	if err != nil {
		return parsed, err
	}
	parsed.index = index
	for _, line := range lines[1:] {
		hash, err := parseHash(line)
		if err != nil {
			return parsed, err
		}
		parsed.path = append(parsed.path, hash)
	}
	return parsed, nil
}

// verify proves `entry` under the proof's own checkpoint.
func (p proof) verify(entry []byte, trust trust) (checkpoint, error) {
	opened, err := trust.openWitnessed(p.checkpoint)
	if err != nil {
		return opened, err
	}
	return opened, tlog.CheckRecord(p.path, opened.N, opened.Hash, p.index, tlog.RecordHash(entry))
}

func readProof(file string) (proof, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return proof{}, err
	}
	return parseProof(string(text))
}

func verifyProofFile(file string, trust trust, entryFile string) (string, error) {
	parsed, err := readProof(file)
	if err != nil {
		return "", err
	}
	entry := parsed.extra
	if entryFile != "" {
		if entry, err = os.ReadFile(entryFile); err != nil {
			return "", err
		}
	}
	opened, err := parsed.verify(entry, trust)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("entry %d is in the log %s of size %d, cosigned by %d", parsed.index, trust.log.Name(), opened.N,
		len(opened.cosigned)), nil
}
