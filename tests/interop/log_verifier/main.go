// Command log_verifier checks what a Micklegate gateway shows of its log: with Go's x/mod, and with nothing of
// Micklegate's.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
)

const usage = `log_verifier log   DIR  --log VKEY [--old CHECKPOINT]... [--most N]    an exported log, whole
log_verifier proof FILE --log VKEY [--entry FILE]                      a tlog-proof, with the entry in it or in FILE
log_verifier pack  DIR  --log VKEY                                     an evidence pack: every proof of DIR/proofs
log_verifier fork  FILE --log VKEY                                     the statement of micklegate log denounce

Each takes --witness VKEY... (all of them must have cosigned, or --least K) and --policy FILE (a tlog-policy).
0: it holds. 1: refused, with the reason. 2: the arguments cannot be understood.
`

// texts is an option that may be given several times.
type texts []string

func (t *texts) String() string         { return strings.Join(*t, " ") }
func (t *texts) Set(value string) error { *t = append(*t, value); return nil }

type options struct {
	log, policy, entry string
	witnesses, old     texts
	least              int
	most               int64
}

func parse(args []string) (options, error) {
	var given options
	flags := flag.NewFlagSet("log_verifier", flag.ContinueOnError)
	flags.SetOutput(os.Stderr)
	flags.StringVar(&given.log, "log", "", "verifier key of the log")
	flags.Var(&given.witnesses, "witness", "verifier key of a witness")
	flags.IntVar(&given.least, "least", -1, "how many of the witnesses are enough")
	flags.StringVar(&given.policy, "policy", "", "file with a tlog-policy")
	flags.StringVar(&given.entry, "entry", "", "file with the entry")
	flags.Var(&given.old, "old", "file with an earlier checkpoint")
	flags.Int64Var(&given.most, "most", 4096, "how many entries to prove one by one")
	if err := flags.Parse(args); err != nil {
		return given, err
	}
	if flags.NArg() > 0 || given.log == "" {
		return given, errors.New("the log's key is missing, or an argument is not known")
	}
	return given, nil
}

func run(mode, path string, given options) (string, error) {
	trust, err := newTrust(given)
	if err != nil {
		return "", err
	}
	switch mode {
	case "log":
		return verifyLog(path, trust, given)
	case "proof":
		return verifyProofFile(path, trust, given.entry)
	case "pack":
		return verifyPack(path, trust)
	default:
		return verifyFork(path, trust)
	}
}

func main() {
	modes := map[string]bool{"log": true, "proof": true, "pack": true, "fork": true}
	if len(os.Args) < 3 || !modes[os.Args[1]] {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	given, err := parse(os.Args[3:])
	if err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, usage)
		os.Exit(2)
	}
	told, err := run(os.Args[1], os.Args[2], given)
	if err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
	fmt.Println(told)
}
