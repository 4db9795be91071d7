using System.Globalization;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Lifecycle;

/// <summary>
/// Matches of one rule that are one alert: the same port of the same address with the same facts, under <c>www.</c> and the apex, under
/// several names that get the same certificate or page, or under no name at all. Pure, and the order of what goes in does not matter.
/// </summary>
public static class Twins
{
    /// <summary>By which facts an answer is known as the same one, whatever a rule reads of it.</summary>
    private static readonly string[] Marks = ["sha256", "title", "favicon_sha256", "final_status", "server"];

    /// <summary>Groups of asset keys, each in the order in which the first one names the alert.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Group(Rule rule, IEnumerable<Finding> matches)
    {
        var all = matches.Select(match => Member.Of(rule, match)).OrderBy(member => member.Order, AssetOrder.Instance).ToList();
        var groups = new List<List<Member>>();
        foreach (var member in all)
        {
            if (groups.Find(group => Joins(group, member, groups)) is { } twins)
                twins.Add(member);
            else
                groups.Add([member]);
        }
        return [.. groups.Select(group => (IReadOnlyList<string>)[.. group.Select(member => member.Asset.Key)])];
    }

    /// <summary>The key that names an alert of several assets: the shortest name first, an address without a name last.</summary>
    public static string First(IEnumerable<string> keys) => keys.Order(AssetOrder.Instance).First();

    private static bool Joins(List<Member> group, Member member, List<List<Member>> groups) =>
        member.Place is not null
        && group[0].Place == member.Place
        && group[0].Facts == member.Facts
        && (
            group.Exists(other => other.Marks == member.Marks || IsWww(other.Name, member.Name))
            || (member.Name is null && !groups.Exists(others => others.Exists(other => IsSame(other, member))))
        );

    private static bool IsSame(Member one, Member other) =>
        one.Place == other.Place && one.Facts == other.Facts && one.Marks == other.Marks;

    private static bool IsWww(string? one, string? other) =>
        one is not null && other is not null && (one == "www." + other || other == "www." + one);

    private sealed record Member(Asset Asset, string Order, string? Place, string? Name)
    {
        public required string Facts { get; init; }
        public required string Marks { get; init; }

        public static Member Of(Rule rule, Finding match)
        {
            var facts = ((ProbeAnswer.Facts)match.Answer).Values;
            var read = rule
                .Facts.Where(name => !StableFacts.OfTheName.Contains(name))
                .Select(name => StableFacts.OfTheMoment.Contains(name) ? "sha256" : name)
                .Distinct();
            var (place, name) = PlaceOf(match.Asset);
            return new(match.Asset, match.Asset.Key, place, name)
            {
                Facts = Text(facts, read.Order(StringComparer.Ordinal)),
                Marks = Text(facts, Twins.Marks),
            };
        }

        /// <summary>The key without the name; null for what stands at no address.</summary>
        private static (string? Place, string? Name) PlaceOf(Asset asset) =>
            asset switch
            {
                Asset.Service service => ((service with { Name = null }).Key, service.Name),
                Asset.Site site => ((site with { Name = null }).Key, site.Name),
                _ => (null, null),
            };

        private static string Text(IReadOnlyDictionary<string, object?> facts, IEnumerable<string> names) =>
            string.Join('\n', names.Select(name => $"{name}={Text(facts.GetValueOrDefault(name))}"));

        private static string Text(object? value) =>
            value switch
            {
                IReadOnlyList<string> list => string.Join('\t', list),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            };
    }
}

/// <summary>Asset keys as a person would name the thing: fewest labels, then by the alphabet; an address without a name comes last.</summary>
internal sealed class AssetOrder : IComparer<string>
{
    public static readonly AssetOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var labels = Labels(x).CompareTo(Labels(y));
        return labels != 0 ? labels : string.CompareOrdinal(x, y);
    }

    private static int Labels(string? key) =>
        Asset.Parse(key!) switch
        {
            Asset.Zone zone => Dots(zone.Name),
            Asset.HostName host => Dots(host.Name),
            Asset.Service { Name: { } name } => Dots(name),
            Asset.Site { Name: { } name } => Dots(name),
            _ => int.MaxValue,
        };

    private static int Dots(string name) => name.Count(letter => letter == '.');
}
