using CyberWatch.Scanner.Discovery;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns;

/// <summary>States whether random names of a zone are answered, and where a wildcard alias leads.</summary>
internal sealed class WildcardFacts(IResolver resolver, FactSheet sheet)
{
    public async Task StateAsync(string zone, CancellationToken cancellationToken)
    {
        sheet.Replay($"a-name-that-nobody-has.{zone}", RecordType.A);
        var answer = await WildcardAnswer.AskAsync(resolver, zone, cancellationToken);
        if (answer is WildcardAnswer.Unknown { Reason: var reason })
        {
            sheet.Leave(reason, "wildcard", "wildcard_alias", "wildcard_alias_exists");
            return;
        }

        var alias = answer is WildcardAnswer.Seen { Aliases: var aliases }
            ? aliases.Order(StringComparer.Ordinal).FirstOrDefault()
            : null;
        sheet.Flag("wildcard", answer is WildcardAnswer.Seen);
        sheet.Text("wildcard_alias", alias);
        if (alias is null)
        {
            sheet.Text("wildcard_alias_exists", null);
            return;
        }

        // the end of the chain: the alias may lead to another one
        var end = (await NameAnswer.AskAsync(resolver, alias, cancellationToken)).Aliases.LastOrDefault(alias);
        await StateExistenceAsync(resolver, sheet, "wildcard_alias_exists", end, cancellationToken);
    }

    internal static async Task StateExistenceAsync(
        IResolver resolver,
        FactSheet sheet,
        string fact,
        string name,
        CancellationToken cancellationToken
    )
    {
        sheet.Replay(name, RecordType.A, "+dnssec");
        var existence = await NameExistence.AskAsync(resolver, name, cancellationToken);
        if (existence == Existence.Unknown)
            sheet.Leave($"three tries did not tell whether {name} exists", fact);
        else
            sheet.Text(fact, existence == Existence.Yes ? "yes" : "no");
    }
}
