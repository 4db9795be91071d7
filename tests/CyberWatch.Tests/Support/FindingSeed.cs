using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Support;

/// <summary>Findings of the two establishments of <see cref="RegistrySeed"/>, 60 of the first, so that there is a second page; strangers wrote some.</summary>
internal static class FindingSeed
{
    public const string Formula = "=HYPERLINK(\"https://evil.example\";\"x\")";
    public const string Script = "<script>alert(1)</script>";
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static string OfVauclair { get; } = $"{RegistrySeed.Vauclair}|tcp:203.0.113.24:443|tls";
    public static string OfTilleuls { get; } = $"{RegistrySeed.Tilleuls}|tcp:203.0.113.80:23|service";

    public static async Task FillAsync(RegistryContext registry, IFindingIndex index, CancellationToken cancellationToken)
    {
        var vauclair = await registry.Establishments.SingleAsync(row => row.Finess == RegistrySeed.Vauclair, cancellationToken);
        var tilleuls = await registry.Establishments.SingleAsync(row => row.Finess == RegistrySeed.Tilleuls, cancellationToken);
        await index.UpsertAsync(
            [
                Document(1, vauclair, "tcp:203.0.113.24:443", "tls", Noon.AddDays(1), ("issuer", Script), ("expired", true)),
                Document(2, vauclair, "tcp:203.0.113.25:443", "tls", Noon, ("issuer", "CN=Vauclair"), ("expired", false)),
                Silent(3, vauclair, "tcp:203.0.113.26:443", "tls", Noon),
                Document(4, tilleuls, "tcp:203.0.113.80:23", "service", Noon, ("product", "Telnet"), ("banner", Formula)),
                Document(5, vauclair, "tcp:203.0.113.27:80", "service", Noon, ("product", Formula)),
                .. Enumerable
                    .Range(10, 55)
                    .Select(n => Document(n, vauclair, $"zone:z{n}.vauclair.example", "dns", Noon.AddMinutes(-n))),
            ],
            cancellationToken
        );
    }

    private static IndexDocument Document(
        long version,
        Establishment of,
        string asset,
        string probe,
        DateTimeOffset at,
        params (string Name, object? Value)[] facts
    ) =>
        Document(
            version,
            of,
            new Finding(
                Asset.Parse(asset),
                probe,
                at,
                new ProbeAnswer.Facts(facts.ToDictionary(it => it.Name, it => it.Value)),
                ["dig"]
            )
        );

    private static IndexDocument Silent(long version, Establishment of, string asset, string probe, DateTimeOffset at) =>
        Document(
            version,
            of,
            new Finding(Asset.Parse(asset), probe, at, new ProbeAnswer.NoAnswer(Silence.TimedOut, "no answer"), ["dig"])
        );

    private static IndexDocument Document(long version, Establishment of, Finding finding)
    {
        IReadOnlyList<Judgement> judgements =
            finding.Probe == "tls" && finding.Answer is ProbeAnswer.Facts
                ? [new(TestRules.Reading("tls.expired", "tls", "expired", severity: Severity.High), finding, Verdict.Match)]
                : [];
        var document = new FindingDocument(of, new Guid((int)version, 0, 0, new byte[8]), finding, judgements);
        return new(version, document.Key, document.ToJson());
    }
}
