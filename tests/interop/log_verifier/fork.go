// A statement of micklegate log denounce: whether its two signed notes contradict each other.
package main

import (
	"fmt"
	"math/bits"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// span is a range of entries, end excluded.
type span struct{ begin, end int64 }

// spans are the hashes that something signed proves.
type spans map[span]tlog.Hash

func split(s span) int64 {
	return s.begin + int64(1)<<(bits.Len64(uint64(s.end-s.begin-1))-1)
}

// known gives the hashes that a checkpoint, or a receipt, of the log proves.
func known(text string, trust trust) (tlog.Tree, spans, error) {
	if !strings.HasPrefix(text, "c2sp.org/tlog-proof@") {
		opened, err := trust.open([]byte(text))
		return opened.Tree, spans{{0, opened.N}: opened.Hash}, err
	}
	parsed, err := parseProof(text)
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	opened, err := parsed.verify(parsed.extra, trust)
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	found := spans{{0, opened.N}: opened.Hash}
	found.climb(span{0, opened.N}, parsed.index, parsed.path, tlog.RecordHash(parsed.extra))
	return opened.Tree, found, nil
}

// climb notes every hash on the way from a leaf to the root of `s`, and returns the last.
func (k spans) climb(s span, index int64, path tlog.RecordProof, leaf tlog.Hash) tlog.Hash {
	hash := leaf
	if s.end-s.begin > 1 {
		middle, sibling := split(s), path[len(path)-1]
		left, right := span{s.begin, middle}, span{middle, s.end}
		if index < middle {
			k[right] = sibling
			hash = tlog.NodeHash(k.climb(left, index, path[:len(path)-1], leaf), sibling)
		} else {
			k[left] = sibling
			hash = tlog.NodeHash(sibling, k.climb(right, index, path[:len(path)-1], leaf))
		}
	}
	k[s] = hash
	return hash
}

// join works out a hash from those of its halves.
func (k spans) join(s span) (tlog.Hash, bool) {
	if hash, found := k[s]; found || s.end-s.begin < 2 {
		return hash, found
	}
	middle := split(s)
	left, found := k.join(span{s.begin, middle})
	if !found {
		return left, false
	}
	right, found := k.join(span{middle, s.end})
	return tlog.NodeHash(left, right), found
}

// section is what stands between two marks of the statement.
func section(text, name string) (string, bool) {
	_, rest, found := strings.Cut(text, "\n-----BEGIN "+name+"-----\n")
	if !found {
		return "", false
	}
	inside, _, found := strings.Cut(rest, "-----END "+name+"-----\n")
	return inside, found
}

// lead adds what the path of the statement proves: the hash that the shown tree has over as many entries as were kept.
func (k spans) lead(text string, kept, shown tlog.Tree) error {
	lines, found := section(text, "PATH")
	if !found {
		return nil
	}
	var hashes []tlog.Hash
	for _, line := range strings.Split(strings.TrimSuffix(lines, "\n"), "\n") {
		hash, err := parseHash(line)
		if err != nil {
			return err
		}
		hashes = append(hashes, hash)
	}
	if err := tlog.CheckTree(hashes[1:], shown.N, shown.Hash, kept.N, hashes[0]); err != nil {
		return err
	}
	k[span{0, kept.N}] = hashes[0]
	return nil
}

func verifyFork(file string, trust trust) (string, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	text := string(content)
	keptText, found := section(text, "KEPT")
	shownText, both := section(text, "SHOWN")
	if !found || !both {
		return "", fmt.Errorf("it does not hold two notes")
	}
	kept, ours, err := known(keptText, trust)
	if err != nil {
		return "", err
	}
	shown, theirs, err := known(shownText, trust)
	if err != nil {
		return "", err
	}
	if err := theirs.lead(text, kept, shown); err != nil {
		return "", err
	}
	for s, hash := range ours {
		if other, found := theirs.join(s); found && other != hash {
			return fmt.Sprintf("forked: two hashes over the entries from %d to %d are signed", s.begin, s.end-1), nil
		}
	}
	for s, hash := range theirs {
		if other, found := ours.join(s); found && other != hash {
			return fmt.Sprintf("forked: two hashes over the entries from %d to %d are signed", s.begin, s.end-1), nil
		}
	}
	return "", fmt.Errorf("the two notes do not contradict each other")
}
