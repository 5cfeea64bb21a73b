// Verifier keys: a log's, which x/mod knows, and a witness's (cosignature/v1, type 0x04), which it does not.
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

const (
	typeEd25519     = 0x01
	typeCosignature = 0x04
)

// strict is base64 with one spelling for each value. The decoders of x/mod take several.
var strict = base64.StdEncoding.Strict()

func decodeStrict(text string) ([]byte, error) {
	if strings.ContainsAny(text, "\r\n") { // Go's decoders skip them
		return nil, fmt.Errorf("a line break stands inside base64")
	}
	return strict.DecodeString(text)
}

// key is a verifier with its public key, which tells who somebody is: a name does not.
type key struct {
	note.Verifier
	kind   byte
	public string
}

func parseKey(vkey string) (key, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return key{}, fmt.Errorf("a verifier key has three parts")
	}
	typed, err := decodeStrict(parts[2])
	if err != nil || len(typed) != 1+ed25519.PublicKeySize {
		return key{}, fmt.Errorf("the verifier key %s is not a type and 32 bytes in base64", parts[0])
	}
	parsed := key{kind: typed[0], public: string(typed[1:])}
	switch parsed.kind {
	case typeEd25519:
		parsed.Verifier, err = note.NewVerifier(vkey)
	case typeCosignature:
		parsed.Verifier, err = newCosigner(parts[0], parts[1], typed)
	default:
		err = fmt.Errorf("the verifier key %s is of a type not known here", parts[0])
	}
	return parsed, err
}

// cosigner verifies C2SP tlog-cosignature's cosignature/v1.
type cosigner struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func newCosigner(name, id string, typed []byte) (note.Verifier, error) {
	sum := sha256.Sum256(append([]byte(name+"\n"), typed...))
	found := cosigner{name, binary.BigEndian.Uint32(sum[:4]), ed25519.PublicKey(typed[1:])}
	if fmt.Sprintf("%08x", found.id) != id {
		return nil, fmt.Errorf("the id of the verifier key %s does not belong to it", name)
	}
	return found, nil
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.id }

func (c cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(signature)
	if at > math.MaxInt64 {
		return false
	}
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", at, text)
	return ed25519.Verify(c.key, []byte(signed), signature[8:])
}
