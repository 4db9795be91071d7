using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;

namespace CyberWatch.Scanner.Probes.Dns;

/// <summary>States where one name points.</summary>
internal sealed class HostNameFacts(ProbeContext context, FactSheet sheet)
{
    private static readonly IPNetwork[] Private =
    [
        .. ((string[])["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"]).Select(
            text => IPNetwork.Parse(text)
        ),
        .. ((string[])["fc00::/7", "fe80::/10", "::1/128"]).Select(text => IPNetwork.Parse(text)),
    ];

    public async Task StateAsync(NameAnswer answer, CancellationToken cancellationToken)
    {
        StateAddresses(answer);
        await StateAliasAsync(answer, cancellationToken);
        await StateWildcardAsync(answer, cancellationToken);
        await new CaaClimb(context.Resolver, sheet).StateAsync(answer.Name, cancellationToken);
    }

    private void StateAddresses(NameAnswer answer)
    {
        var inside = answer.Addresses.Where(address =>
            Array.Exists(Private, range => SameFamily(range, address) && range.Contains(address))
        );
        sheet.Seen(
            "addresses_private",
            [.. inside.Select(address => address.ToString())],
            answer.Unknown?.Reason is { } reason ? [reason] : []
        );
        if (answer.Unknown?.Reason is { } why)
            sheet.Leave(why, "addresses");
        else
            sheet.List("addresses", answer.Addresses.Select(address => address.ToString()));
    }

    private async Task StateAliasAsync(NameAnswer answer, CancellationToken cancellationToken)
    {
        string[] facts = ["alias", "alias_target", "alias_outside", "alias_target_exists"];
        if (answer is { Aliases.Count: 0, Addresses.Count: 0, Unknown.Reason: { } reason })
        {
            sheet.Leave(reason, facts);
            return;
        }

        var end = answer.Aliases.Count > 0 ? answer.Aliases[^1] : null;
        sheet.List("alias", answer.Aliases);
        sheet.Text("alias_target", end);
        sheet.Flag("alias_outside", end is not null && !context.Guard.Covers(end));
        if (end is null)
            sheet.Text("alias_target_exists", null);
        else if (answer.Addresses.Count > 0)
            sheet.Text("alias_target_exists", "yes");
        else
            await WildcardFacts.StateExistenceAsync(context.Resolver, sheet, "alias_target_exists", end, cancellationToken);
    }

    private async Task StateWildcardAsync(NameAnswer answer, CancellationToken cancellationToken)
    {
        if (!answer.IsPositive)
        {
            if (answer.Unknown?.Reason is { } why)
                sheet.Leave(why, "from_wildcard");
            else
                sheet.Flag("from_wildcard", false);
            return;
        }

        var wildcard = await WildcardAnswer.AskAsync(context.Resolver, DomainName.Parent(answer.Name)!, cancellationToken);
        if (wildcard is WildcardAnswer.Unknown { Reason: var reason })
            sheet.Leave(reason, "from_wildcard");
        else
            sheet.Flag("from_wildcard", wildcard.Explains(answer));
    }

    private static bool SameFamily(IPNetwork range, IPAddress address) =>
        range.BaseAddress.AddressFamily == address.AddressFamily;
}
