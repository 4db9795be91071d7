using CsCheck;
using CyberWatch.Infra.Findings;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Infra.Findings.Language.GeneratedQueries;

namespace CyberWatch.Tests.Infra.Findings.Language;

/// <summary>Findings with every kind of value, letters that fold strangely and texts too long to be filed.</summary>
internal static class GeneratedFindings
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Pieces =
    [
        "nginx",
        "nginx/1.22.1",
        "chu_nord",
        "CHU-Nord",
        "Cœur",
        "œuf",
        "cœliaque",
        "Bézac",
        "BÉZAC-sur-mer",
        "ch",
        "c",
        "1",
        "1.2",
        "10",
        "ﬁn",
        "ſtraße",
        "İstanbul",
        "ΣΑΣ",
        "σας",
        "Ǆ",
        "한글",
        "漢字",
        "नि",
        "é́́",
        "A\u0000B",
        "😀mail",
        "½x",
        "Ⅷ9",
        "٣",
        "ᏣᎳᎩ",
        "Ა",
        "ꟻ",
        "n'est",
        "O'Brien",
        "\"quoted\"",
        "back\\slash",
        "AND",
        "OR",
        "NOT",
        "a*b",
        "203.0.113.10",
        "2001:db8::1",
        "x\u00ADy",
        "ångström",
        "\uFFFFend",
        "\U0010FFFFend",
        "\uE000x",
        "-1",
        "[1 TO 9]",
        "a(b)",
        "field:value",
    ];

    public static Gen<string> Word { get; } =
        Gen.Frequency(
            (6, Pick(Pieces)),
            (2, Gen.Select(Pick(Pieces), Pick(" ", "-", "", ".", "_"), Pick(Pieces), (a, b, c) => a + b + c)),
            (1, Pick(255, 256, 1_024, 1_025, 8_000, 8_001).Select(length => new string('z', length)))
        );

    public static Gen<string> Address { get; } =
        Pick(
            "203.0.113.10",
            "203.0.113.77",
            "203.0.114.1",
            "198.51.100.255",
            "0.0.0.0",
            "255.255.255.255",
            "2001:db8::1",
            "2001:db8::ff",
            "::1",
            "fe80::1"
        );

    public static Gen<Sample> All { get; } =
        Gen.Select(
            Gen.Int[0, 3],
            Gen.OneOf(
                Gen.Int[0, 6].Select(zone => $"zone:z{zone}.example"),
                Gen.Select(
                    Address,
                    Pick(25, 443, 8443),
                    (address, port) => $"tcp:{(address.Contains(':') ? $"[{address}]" : address)}:{port}/www.ch-nord.example"
                )
            ),
            Gen.Int[-60 * 24 * 2, 60 * 24 * 2],
            Word,
            Word,
            Gen.Int[-1, 4],
            Gen.Select(Gen.Bool, Pick(1024, 2048, 4096), (expired, bits) => (expired, bits)),
            (finess, asset, minutes, one, other, severity, more) =>
                new Sample(finess, asset, minutes, one, other, severity, more.expired, more.bits)
        );

    internal sealed record Sample(
        int Finess,
        string AssetKey,
        int Minutes,
        string One,
        string Other,
        int Severity,
        bool Expired,
        int Bits
    )
    {
        public IndexDocument Document(long version)
        {
            var probe = AssetKey.StartsWith("zone", StringComparison.Ordinal) ? "dns" : "tls";
            var finding = new Finding(Asset.Parse(AssetKey), probe, Noon.AddMinutes(Minutes), Answer, ["dig"]);
            var hospital = TemporaryData.Hospital($"99000000{Finess}", Finess % 2 == 0 ? "32" : "93");
            IReadOnlyList<Judgement> judgements =
                Severity < 0
                    ? []
                    : [new(TestRules.Reading("tls.old", probe, "issuer", severity: (Severity)Severity), finding, Verdict.Match)];
            var document = new FindingDocument(hospital, new Guid((int)version, 0, 0, new byte[8]), finding, judgements);
            return new(version, document.Key, document.ToJson());
        }

        private ProbeAnswer Answer =>
            Minutes % 5 == 0
                ? new ProbeAnswer.NoAnswer(Silence.TimedOut, One)
                : new ProbeAnswer.Facts(
                    new Dictionary<string, object?>
                    {
                        ["product"] = One,
                        ["issuer"] = Other,
                        ["san"] = new[] { One, Other },
                        ["expired"] = Expired,
                        ["key_bits"] = (double)Bits,
                        ["not_after"] = Noon.AddMinutes(Minutes * 7)
                            .UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
                    }
                );
    }
}
