using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Probes.Dns.Servers;

/// <summary>Asks all name servers of a zone, each one by itself, and states what they showed.</summary>
internal sealed class ServerFacts(ProbeContext context, DnsProbeOptions options, TimeProvider clock, FactSheet sheet)
{
    /// <summary>The apex and one more: a transfer of no more gives nothing away.</summary>
    internal const int NamesOfAnApex = 2;
    private const int MostAddresses = 2;

    private static readonly string[] All =
    [
        "servers_lame",
        "servers_without_tcp",
        "servers_without_edns",
        "open_recursion",
        "recursion_offered",
        "open_transfer",
        "transfer_names",
        "version_disclosed",
    ];

    public async Task StateAsync(string zone, Delegation delegation, CancellationToken cancellationToken)
    {
        if (delegation.Parent is ParentSide.NoZone)
        {
            foreach (var fact in All)
                sheet.List(fact, null);
            return;
        }

        var places = delegation
            .Servers.SelectMany(server => server.Addresses.Take(MostAddresses).Select(at => (server.Name, at)))
            .ToList();
        if (places.Count == 0)
        {
            sheet.Leave("no address of a name server is known", All);
            return;
        }

        var foreign = await ForeignName.AskAsync(context.Resolver, options.ForeignName, cancellationToken);
        var questions = new ServerQuestions(context, options, clock, sheet);
        var answers = await Task.WhenAll(
            places.Select(place => questions.AskAsync(place.Name, place.at, zone, foreign, cancellationToken))
        );
        State(answers, delegation);
        StateRecursion(answers, zone, foreign);
    }

    private void State(ServerAnswer[] answers, Delegation delegation)
    {
        var delegated = answers.Where(answer =>
            delegation.ParentNames.Any(name => answer.Server.StartsWith($"{name} ", StringComparison.Ordinal))
        );
        // without the parent's word its delegation is not known: the zone's own servers stand for it
        Seen("servers_lame", delegation.Parent is ParentSide.Delegated ? [.. delegated] : answers, answer => answer.Lame);
        Seen("servers_without_tcp", answers, answer => answer.Lame == true ? false : answer.TcpRefused);
        Seen("servers_without_edns", answers, answer => answer.NoEdns);
        Seen("recursion_offered", answers, answer => answer.Offers);
        Seen("open_transfer", answers, answer => answer.TransferNames is { } names ? names > NamesOfAnApex : null);
        StateTransferNames(answers);
        sheet.Seen(
            "version_disclosed",
            [
                .. answers
                    .Select(answer => answer.Version)
                    .Where(version => !string.IsNullOrWhiteSpace(version))
                    .OfType<string>()
                    .Distinct(),
            ],
            answers.Where(answer => answer.Version is null).Select(answer => answer.Lost)
        );
    }

    private void StateTransferNames(ServerAnswer[] answers)
    {
        var most = answers.Max(answer => answer.TransferNames ?? 0);
        if (most > NamesOfAnApex)
            sheet.Number("transfer_names", most);
        else if (answers.FirstOrDefault(answer => answer.TransferNames is null) is { Lost: var reason })
            sheet.Leave(reason, "transfer_names");
        else
            sheet.Number("transfer_names", null);
    }

    private void StateRecursion(ServerAnswer[] answers, string zone, ForeignName foreign)
    {
        if (foreign.Addresses.Count == 0)
            sheet.Leave($"our resolver gave no address of {foreign.Name}: set Probes:Dns:ForeignName", "open_recursion");
        else if (DomainName.IsAtOrBelow(foreign.Name, zone))
            sheet.Leave($"{foreign.Name} lies in the zone itself: set Probes:Dns:ForeignName to another name", "open_recursion");
        else
            Seen("open_recursion", answers, answer => answer.Recurses);
    }

    private void Seen(string fact, ServerAnswer[] answers, Func<ServerAnswer, bool?> shows) =>
        sheet.Seen(
            fact,
            [.. answers.Where(answer => shows(answer) == true).Select(answer => answer.Server)],
            answers.Where(answer => shows(answer) is null).Select(answer => answer.Lost)
        );
}
