using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Engine;

/// <summary>One file of the catalogue, compiled. It reads the facts of one probe and never looks anywhere else.</summary>
public sealed class Rule
{
    /// <summary>Its place in the catalogue with dots: <c>tls.certificate-expired</c>.</summary>
    public required string Id { get; init; }
    public required LocalizedText Title { get; init; }
    public required LocalizedText Why { get; init; }
    public required LocalizedText Fix { get; init; }
    public required Severity Severity { get; init; }

    /// <summary>The probe whose facts it reads.</summary>
    public required string Reads { get; init; }

    /// <summary>The kinds of asset on which all its facts are stated.</summary>
    public required AssetKind On { get; init; }

    /// <summary>A match stays suspected until a second one, some minutes later.</summary>
    public required bool SecondLook { get; init; }

    /// <summary>Whether a match shows it, or a stated version only says so.</summary>
    public Confidence Confidence { get; init; }

    /// <summary>How long the thing still holds; null where nothing ends by itself. An alert is due no later than that.</summary>
    public Validity? ValidFor { get; init; }

    /// <summary>Identifiers of the vulnerabilities that a match means, such as <c>CVE-2024-1709</c>.</summary>
    public IReadOnlyList<string> Vulnerabilities { get; init; } = [];

    /// <summary>Ids of the catalogue of exposures, such as <c>DNS-04</c>.</summary>
    public required IReadOnlyList<string> Checks { get; init; }
    public required IReadOnlyList<Uri> References { get; init; }
    public required IReadOnlyList<RuleTest> Tests { get; init; }

    /// <summary>The facts that it reads, for the evidence of an alert.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>The compiled condition, in three-valued logic.</summary>
    public required Func<IReadOnlyDictionary<string, object?>, Verdict> Judge { get; init; }

    public bool AppliesTo(Finding finding) => finding.Probe == Reads && On.HasFlag(finding.Asset.Kind);
}

/// <summary>A case that stands in the rule's own file.</summary>
public sealed record RuleTest(string Name, IReadOnlyDictionary<string, object?> Facts, Verdict Expect)
{
    /// <summary>Where it stands in the file, from 1.</summary>
    public long Line { get; init; }
    public long Column { get; init; }
}
