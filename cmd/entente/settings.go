package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// environment names the variable that sets a flag: ENTENTE_ with the flag's name in capitals,
// unless the world of Neo4j has a name for it.
func environment(flag string) string {
	if strings.HasPrefix(flag, "neo4j-") {
		return strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
	}
	return "ENTENTE_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// settingsFromEnvironment sets every flag that the command line leaves out from its variable.
func settingsFromEnvironment(cmd *cobra.Command) error {
	var failure error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		value, set := os.LookupEnv(environment(f.Name))
		if f.Changed || !set || failure != nil || f.Name == "help" || f.Name == "version" {
			return
		}
		if err := cmd.Flags().Set(f.Name, value); err != nil {
			failure = usageError{fmt.Errorf("the variable %s holds %q, which --%s does not take: %w", environment(f.Name), value, f.Name, err)}
		}
	})
	return failure
}

// firstExample is the first line of a command's example.
func firstExample(cmd *cobra.Command) string {
	first, _, _ := strings.Cut(strings.TrimSpace(cmd.Example), "\n")
	return strings.TrimSpace(first)
}
