using System.CommandLine;
using CyberWatch.Infra.Catalogue;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>rules check</c> and <c>rules list</c>: the catalogue, without a registry and without a packet.</summary>
internal static class RulesCommand
{
    public static Command Create(CommandFrame frame)
    {
        var checkedFolder = Folder();
        var check = new Command("check", "Reads every rule, runs its own tests, and names file and line of each fault.")
        {
            checkedFolder,
        };
        frame.Handle(check, (context, _) => Task.FromResult(Check(context.Output, context.Parse.GetValue(checkedFolder))));
        var listedFolder = Folder();
        var list = new Command("list", "Lists the rules with the exposures that they cover.")
        {
            listedFolder,
            CommandFrame.Json(),
        };
        frame.Handle(list, (context, _) => Task.FromResult(List(context.Output, context.Parse.GetValue(listedFolder))));
        return new Command("rules", "The rules that judge the findings.") { check, list };
    }

    private static Argument<string> Folder() =>
        new("DIR")
        {
            Description = "Folder of rules; the delivered catalogue where none is named.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => RuleCatalogue.DefaultFolder,
        };

    private static int Check(CommandOutput output, string? folder)
    {
        if (Sound(output, folder) is not { } rules)
        {
            return ExitStatus.BadInput;
        }

        var tests = rules.All.Sum(rule => rule.Tests.Count);
        var byVersion = rules.All.Count(rule => rule.Confidence == Confidence.Version);
        output.Result(
            $"{Counted.Of(rules.All.Count, "rule")}, {Counted.Of(tests, "test")} passed; {Counted.Of(byVersion, "rule knows", "rules know")} no more than a version."
        );
        return ExitStatus.Done;
    }

    private static int List(CommandOutput output, string? folder)
    {
        if (Sound(output, folder) is not { } rules)
        {
            return ExitStatus.BadInput;
        }

        var rows = rules.All.Select(rule => new
        {
            rule.Id,
            rule.Severity,
            rule.Confidence,
            rule.Checks,
            rule.Vulnerabilities,
            Probe = rule.Reads,
            rule.SecondLook,
            rule.Title,
        });
        output.List(
            rows,
            ["Rule", "Severity", "Confidence", "Checks", "Vulnerabilities", "Second look", "Title"],
            row =>
                [
                    row.Id,
                    row.Severity.Kebab(),
                    row.Confidence.Kebab(),
                    string.Join(' ', row.Checks),
                    string.Join(' ', row.Vulnerabilities),
                    row.SecondLook ? "yes" : "",
                    row.Title.En,
                ]
        );
        return ExitStatus.Done;
    }

    private static RuleSet? Sound(CommandOutput output, string? folder)
    {
        switch (RuleCatalogue.Load(folder ?? RuleCatalogue.DefaultFolder))
        {
            case CatalogueReading.Sound sound:
                return sound.Rules;
            case CatalogueReading.Faulty faulty:
                foreach (var fault in faulty.Faults)
                {
                    output.Note(fault.ToString());
                }

                output.Note($"{Counted.Of(faulty.Faults.Count, "fault")}; no rule is used as long as there is one.");
                break;
        }

        return null;
    }
}
