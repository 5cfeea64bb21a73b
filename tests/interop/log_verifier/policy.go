// C2SP tlog-policy: which witnesses must have cosigned a checkpoint.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

type group struct {
	threshold int
	members   []string
}

type policy struct {
	logs      []key
	witnesses map[string]key
	groups    map[string]group
	quorum    string
	used      map[string]bool // names that are members of a group: each of one at most
}

func parsePolicy(text string) (policy, error) {
	parsed := policy{witnesses: map[string]key{}, groups: map[string]group{}, used: map[string]bool{}}
	if !strings.HasSuffix(text, "\n") {
		return parsed, fmt.Errorf("the policy's last line does not end")
	}
	for number, line := range strings.Split(text, "\n") {
		words := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' })
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		if err := parsed.take(words); err != nil {
			return parsed, fmt.Errorf("line %d of the policy: %w", number+1, err)
		}
	}
	if parsed.quorum == "" {
		return parsed, fmt.Errorf("the policy has no quorum")
	}
	return parsed, nil
}

func (p *policy) take(words []string) error {
	switch {
	case words[0] == "log" && (len(words) == 2 || len(words) == 3):
		return p.takeLog(words[1])
	case words[0] == "witness" && (len(words) == 3 || len(words) == 4):
		return p.takeWitness(words[1], words[2])
	case words[0] == "group" && len(words) >= 4:
		return p.takeGroup(words[1], words[2], words[3:])
	case words[0] == "quorum" && len(words) == 2:
		if p.quorum != "" || (words[1] != "none" && !p.defined(words[1])) {
			return fmt.Errorf("it is a second quorum, or of a name not defined above")
		}
		p.quorum = words[1]
		return nil
	}
	return fmt.Errorf("it is none of log, witness, group and quorum with their arguments")
}

func (p *policy) defined(name string) bool {
	_, witness := p.witnesses[name]
	_, group := p.groups[name]
	return witness || group
}

func (p *policy) takeLog(vkey string) error {
	parsed, err := parseKey(vkey)
	if err != nil {
		return err
	}
	for _, other := range p.logs {
		if other.public == parsed.public {
			return fmt.Errorf("it names a log's key twice")
		}
	}
	if parsed.kind != typeEd25519 {
		return fmt.Errorf("the key is not a log's")
	}
	p.logs = append(p.logs, parsed)
	return nil
}

func (p *policy) takeWitness(name, vkey string) error {
	parsed, err := parseKey(vkey)
	if err != nil {
		return err
	}
	for _, other := range p.witnesses {
		if other.public == parsed.public {
			return fmt.Errorf("it names a witness's key twice")
		}
	}
	if parsed.kind != typeCosignature || name == "none" || p.defined(name) {
		return fmt.Errorf("the key is not a witness's, or the name is taken")
	}
	p.witnesses[name] = parsed
	return nil
}

func (p *policy) takeGroup(name, threshold string, members []string) error {
	least, err := strconv.Atoi(threshold)
	switch threshold {
	case "all":
		least, err = len(members), nil
	case "any":
		least, err = 1, nil
	}
	if err != nil || least < 1 || least > len(members) || name == "none" || p.defined(name) {
		return fmt.Errorf("the threshold cannot be met or means nothing, or the name is taken")
	}
	for _, member := range members {
		if !p.defined(member) || p.used[member] {
			return fmt.Errorf("a member is not defined above, or counts elsewhere")
		}
		p.used[member] = true
	}
	p.groups[name] = group{least, members}
	return nil
}

// met asks whether those who cosigned, by public key, are enough.
func (p policy) met(cosigned map[string]bool) bool {
	return p.quorum == "none" || p.holds(p.quorum, cosigned)
}

func (p policy) holds(name string, cosigned map[string]bool) bool {
	if witness, found := p.witnesses[name]; found {
		return cosigned[witness.public]
	}
	found := 0
	for _, member := range p.groups[name].members {
		if p.holds(member, cosigned) {
			found++
		}
	}
	return found >= p.groups[name].threshold
}
