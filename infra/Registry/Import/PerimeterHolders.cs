using System.Net;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>One line of a perimeter and who claims it.</summary>
internal sealed record PerimeterClaim(string Finess, string? LegalEntity, PerimeterLine Line, InputRow Row);

/// <summary>Who holds which domain and range already: nobody may declare another's, unless both are of one legal entity or one group.</summary>
internal sealed class PerimeterHolders
{
    private readonly IReadOnlyList<PerimeterClaim> _held;
    private readonly ILookup<string, string> _groups;

    private PerimeterHolders(IReadOnlyList<PerimeterClaim> held, ILookup<string, string> groups) =>
        (_held, _groups) = (held, groups);

    /// <summary>All lines but those of the establishments that are about to be replaced.</summary>
    public static async Task<PerimeterHolders> LoadAsync(
        RegistryContext registry,
        List<string> replaced,
        CancellationToken cancellationToken
    )
    {
        var rows = await registry
            .Perimeter.Where(row =>
                (row.Kind == PerimeterKind.Domain || row.Kind == PerimeterKind.Range) && !replaced.Contains(row.Finess)
            )
            .Join(registry.Establishments, row => row.Finess, site => site.Finess, (row, site) => new { row, site.LegalEntity })
            .ToListAsync(cancellationToken);
        var members = await registry
            .GroupMembers.Where(member => registry.Groups.Any(group => group.Id == member.GroupId && group.Active))
            .Select(member => new { member.LegalEntity, member.GroupId })
            .ToListAsync(cancellationToken);
        var held =
            from it in rows
            let kind = it.row.Kind == PerimeterKind.Domain ? "domain" : "range"
            let line = (PerimeterValue.Parse(kind, it.row.Value, it.row.Source) as PerimeterValue.Good)?.Line
            where line is not null
            select new PerimeterClaim(
                it.row.Finess,
                it.LegalEntity,
                line,
                new InputRow(it.row.Source, 0, new Dictionary<string, string>())
            );
        return new PerimeterHolders([.. held], members.ToLookup(it => it.LegalEntity, it => it.GroupId));
    }

    /// <summary>A fault for each claim that meets a line of a stranger, in the registry or earlier in the same file.</summary>
    public IEnumerable<InputFault> Conflicts(IReadOnlyList<PerimeterClaim> claims)
    {
        var domains = new DomainHolders();
        List<PerimeterClaim> ranges = [];
        foreach (var held in _held)
        {
            domains.Add(held);
            ranges.AddRange(held.Line is PerimeterLine.Range ? [held] : []);
        }

        foreach (var claim in claims)
        {
            var others = claim.Line is PerimeterLine.Range range
                ? ranges.Where(other => Meet(range, other))
                : domains.Meeting(claim);
            if (others.FirstOrDefault(other => !Related(claim, other)) is { } stranger)
            {
                yield return claim.Row.Fault("value", Sentence(stranger));
            }

            domains.Add(claim);
            ranges.AddRange(claim.Line is PerimeterLine.Range ? [claim] : []);
        }
    }

    private static string Sentence(PerimeterClaim other) =>
        $"The establishment {other.Finess} of another legal entity and group holds {other.Line}. "
        + "Find out whose it is; take it from one of the two perimeters.";

    private bool Related(PerimeterClaim one, PerimeterClaim other) =>
        one.Finess == other.Finess
        || (
            one.LegalEntity is { } mine
            && other.LegalEntity is { } theirs
            && (mine == theirs || _groups[mine].Intersect(_groups[theirs]).Any())
        );

    private static bool Meet(PerimeterLine.Range range, PerimeterClaim other) =>
        other.Line is PerimeterLine.Range { Prefix: var prefix } && Overlap(range.Prefix, prefix);

    private static bool Overlap(IPNetwork one, IPNetwork other) =>
        one.BaseAddress.AddressFamily == other.BaseAddress.AddressFamily
        && (one.PrefixLength <= other.PrefixLength ? one.Contains(other.BaseAddress) : other.Contains(one.BaseAddress));

    /// <summary>Domains by name and by every name above, so that a holder above or below is found at once.</summary>
    private sealed class DomainHolders
    {
        private readonly Dictionary<string, List<PerimeterClaim>> _at = [];
        private readonly Dictionary<string, List<PerimeterClaim>> _below = [];

        public void Add(PerimeterClaim claim)
        {
            if (claim.Line is not PerimeterLine.Domain { Name: var name })
            {
                return;
            }

            Put(_at, name, claim);
            foreach (var above in Above(name))
            {
                Put(_below, above, claim);
            }
        }

        public IEnumerable<PerimeterClaim> Meeting(PerimeterClaim claim) =>
            claim.Line is PerimeterLine.Domain { Name: var name }
                ? Above(name)
                    .Prepend(name)
                    .SelectMany(it => _at.GetValueOrDefault(it, []))
                    .Concat(_below.GetValueOrDefault(name, []))
                : [];

        private static IEnumerable<string> Above(string name)
        {
            for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
            {
                yield return name[(dot + 1)..];
            }
        }

        private static void Put(Dictionary<string, List<PerimeterClaim>> map, string name, PerimeterClaim claim)
        {
            if (!map.TryGetValue(name, out var claims))
            {
                map[name] = claims = [];
            }

            claims.Add(claim);
        }
    }
}
