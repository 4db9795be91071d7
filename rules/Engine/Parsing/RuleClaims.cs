using CyberWatch.Rules.Engine.Logic;
using CyberWatch.Rules.Model;
using YamlDotNet.RepresentationModel;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>Reads what a rule says of itself: how sure it is, which exposures and vulnerabilities it is about, and where that is written.</summary>
internal sealed class RuleClaims(Mapping root, Faults faults)
{
    /// <summary>Confirmed, unless the rule says that it knows no more than a version.</summary>
    public Confidence Confidence()
    {
        if (root.Optional("confidence") is not { } node)
            return Model.Confidence.Confirmed;
        switch (root.TextOf(node, "confidence"))
        {
            case "version":
                return Model.Confidence.Version;
            case { } word when word != "confirmed":
                Fault("confidence", $"'{word}' is no confidence", "write confirmed or version, or leave the key out");
                break;
        }
        return Model.Confidence.Confirmed;
    }

    /// <summary>A version that a product states is no proof: the fix may have been applied without changing it.</summary>
    public void Check(Condition when, Confidence confidence)
    {
        if (confidence == Model.Confidence.Confirmed && ComparesVersions(when))
        {
            faults.Add(
                root.KeyNode("when"),
                "when",
                "compares a version, which confirms nothing",
                "add confidence: version, or judge by behaviour"
            );
        }
    }

    public IReadOnlyList<string> Vulnerabilities()
    {
        if (root.Optional("vulnerabilities") is null)
            return [];
        var found = new List<string>();
        foreach (var node in root.RequiredList("vulnerabilities"))
        {
            var id = node.ToString();
            if (!VulnerabilityId.IsOne(id))
                faults.Add(node, "vulnerabilities", $"'{id}' is no vulnerability", "write CVE-, the year, and the number");
            else if (found.Contains(id))
                faults.Add(node, "vulnerabilities", $"{id} stands there twice", "take one away");
            else
                found.Add(id);
        }
        return found;
    }

    public IReadOnlyList<string> Checks()
    {
        // an exposure that the catalogue does not list is said by an empty list, never by a neighbour's id
        var none = root.Optional("checks") is YamlSequenceNode { Children.Count: 0 };
        var checks = none ? [] : root.RequiredList("checks");
        foreach (var node in checks.Where(node => root.TextOf(node, "checks") is { } id && !CheckIds.Contains(id)))
            faults.Add(node, "checks", $"'{node}' is no exposure of the catalogue", "write an id such as DNS-04");
        return [.. checks.Select(node => node.ToString())];
    }

    public IReadOnlyList<Uri> References()
    {
        var references = new List<Uri>();
        foreach (var node in root.RequiredList("references"))
        {
            if (Uri.TryCreate(node.ToString(), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)
                references.Add(uri);
            else
                faults.Add(node, "references", $"'{node}' is no address", "write the whole https:// address");
        }
        return references;
    }

    private static bool ComparesVersions(Condition condition) =>
        condition switch
        {
            Condition.All all => all.Parts.Any(ComparesVersions),
            Condition.Any any => any.Parts.Any(ComparesVersions),
            Condition.Not not => ComparesVersions(not.Part),
            Condition.Compare compare => compare.Test is Test.VersionBelow,
            _ => throw new InvalidOperationException($"no such condition: {condition}"),
        };

    private void Fault(string key, string problem, string remedy) => faults.Add(root.KeyNode(key), key, problem, remedy);
}
