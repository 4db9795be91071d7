using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Scoring;

/// <summary>What one probe last brought back about one asset.</summary>
/// <param name="AssetKey">Key of the asset.</param>
/// <param name="Probe"><c>dns</c>, <c>service</c>, <c>tls</c> or <c>http</c>.</param>
/// <param name="LastAsked">When it was asked last, whatever came of it.</param>
/// <param name="LastConclusive">When the other side last said something; null: never.</param>
/// <param name="LastSilence">Why it brought nothing the last time; null: it answered.</param>
public sealed record AskedProbe(
    string AssetKey,
    string Probe,
    DateTimeOffset LastAsked,
    DateTimeOffset? LastConclusive,
    Silence? LastSilence
);
