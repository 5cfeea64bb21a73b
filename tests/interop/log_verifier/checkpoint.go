// Signed checkpoints (C2SP tlog-checkpoint), and whose signatures make one good enough.
package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// trust is what the person who verifies brought along; nothing of it comes from what is verified.
type trust struct {
	log       key
	witnesses []key // given by key; at least `least` of them must have cosigned
	least     int
	policy    *policy
}

type checkpoint struct {
	tlog.Tree
	cosigned map[string]bool // public keys of the witnesses known here
}

func newTrust(given options) (trust, error) {
	log, err := parseKey(given.log)
	if err == nil && log.kind != typeEd25519 {
		err = fmt.Errorf("the key given as the log's is of another type")
	}
	made := trust{log: log, least: given.least}
	seen := map[string]bool{}
	for _, vkey := range given.witnesses {
		witness, fault := parseKey(vkey)
		if fault == nil && (witness.kind != typeCosignature || seen[witness.public]) {
			fault = fmt.Errorf("a key given as a witness's is of another type, or given twice")
		}
		if err == nil {
			err = fault
		}
		seen[witness.public] = true
		made.witnesses = append(made.witnesses, witness)
	}
	if made.least < 0 {
		made.least = len(made.witnesses)
	}
	if err == nil && made.least > len(made.witnesses) {
		err = fmt.Errorf("fewer witnesses are given than are asked for")
	}
	if err == nil && given.policy != "" {
		made.policy, err = made.readPolicy(given.policy)
	}
	return made, err
}

// readPolicy also refuses a policy that is for another log.
func (t trust) readPolicy(file string) (*policy, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	parsed, err := parsePolicy(string(text))
	if err != nil {
		return nil, err
	}
	for _, log := range parsed.logs {
		if log.public == t.log.public && log.Name() == t.log.Name() {
			return &parsed, nil
		}
	}
	if len(parsed.logs) == 0 {
		return &parsed, nil
	}
	return nil, fmt.Errorf("%s is a policy for another log", file)
}

// verifiers is every key once: x/mod refuses a note that one (name, id) of its list could have signed twice.
func (t trust) verifiers() (note.Verifiers, map[string]key) {
	byName := map[string]key{}
	add := func(k key) { byName[fmt.Sprintf("%s+%08x", k.Name(), k.KeyHash())] = k }
	add(t.log)
	for _, witness := range t.witnesses {
		add(witness)
	}
	if t.policy != nil {
		for _, witness := range t.policy.witnesses {
			add(witness)
		}
	}
	var list []note.Verifier
	for _, k := range byName {
		list = append(list, k)
	}
	return note.VerifierList(list...), byName
}

// open verifies the log's signature and every cosignature of a witness that is known; another's is passed over.
func (t trust) open(signed []byte) (checkpoint, error) {
	known, byName := t.verifiers()
	whole, err := note.Open(signed, known)
	if err != nil {
		return checkpoint{}, err
	}
	found := checkpoint{cosigned: map[string]bool{}}
	byLog := false
	// x/mod drops a second line of one signer unverified, so each line is opened by itself.
	for _, line := range strings.SplitAfter(string(signed[len(whole.Text)+1:]), "\n") {
		if line == "" {
			continue
		}
		signature, verified, err := openLine(whole.Text, line, known)
		if err != nil {
			return checkpoint{}, err
		}
		if !verified {
			continue
		}
		signer := byName[fmt.Sprintf("%s+%08x", signature.Name, signature.Hash)]
		if signer.kind == typeCosignature {
			found.cosigned[signer.public] = true
		} else {
			byLog = true
		}
	}
	if !byLog { // x/mod is content with any one known signature
		return checkpoint{}, fmt.Errorf("the checkpoint is not signed by the log")
	}
	found.Tree, err = parseTree(whole.Text, t.log.Name())
	return found, err
}

// openLine says whose signature it is and whether that is somebody known here, whose then it verifiably is.
func openLine(text, line string, known note.Verifiers) (note.Signature, bool, error) {
	opened, err := note.Open([]byte(text+"\n"+line), known)
	var stranger *note.UnverifiedNoteError
	if errors.As(err, &stranger) {
		opened, err = stranger.Note, nil
	}
	if err != nil {
		return note.Signature{}, false, err
	}
	signature := append(opened.Sigs, opened.UnverifiedSigs...)[0]
	if _, err := decodeStrict(signature.Base64); err != nil { // x/mod takes several spellings of one signature
		return signature, false, fmt.Errorf("a signature under the checkpoint has another spelling")
	}
	return signature, stranger == nil, nil
}

// parseTree reads origin, size and root. tlog.ParseTree cannot: it wants the first line of Go's own database.
func parseTree(text, origin string) (tlog.Tree, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return tlog.Tree{}, fmt.Errorf("a checkpoint has three lines")
	}
	if lines[0] != origin {
		return tlog.Tree{}, fmt.Errorf("the checkpoint is of another log than the key")
	}
	size, err := parseDecimal(lines[1])
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := parseHash(lines[2])
	if err == nil && size == 0 && root != sha256.Sum256(nil) {
		err = fmt.Errorf("the checkpoint of an empty log has a root")
	}
	return tlog.Tree{N: size, Hash: root}, err
}

func parseDecimal(text string) (int64, error) {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil || number < 0 || strconv.FormatInt(number, 10) != text {
		return 0, fmt.Errorf("a number is not written as a decimal one")
	}
	return number, nil
}

func parseHash(text string) (tlog.Hash, error) {
	var hash tlog.Hash
	raw, err := decodeStrict(text)
	if err != nil || len(raw) != tlog.HashSize {
		return hash, fmt.Errorf("a hash is not 32 bytes in base64")
	}
	copy(hash[:], raw)
	return hash, nil
}

// witnessed asks whether enough witnesses cosigned.
func (t trust) witnessed(c checkpoint) error {
	found := 0
	for _, witness := range t.witnesses {
		if c.cosigned[witness.public] {
			found++
		}
	}
	if found < t.least {
		return fmt.Errorf("%d of the witnesses given cosigned, and %d must have", found, t.least)
	}
	if t.policy != nil && !t.policy.met(c.cosigned) {
		return fmt.Errorf("the policy's quorum %s is not met", t.policy.quorum)
	}
	return nil
}

// openWitnessed is open, and witnessed.
func (t trust) openWitnessed(signed []byte) (checkpoint, error) {
	opened, err := t.open(signed)
	if err != nil {
		return opened, err
	}
	return opened, t.witnessed(opened)
}
