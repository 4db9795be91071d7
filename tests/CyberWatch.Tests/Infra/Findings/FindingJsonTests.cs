using CyberWatch.Infra.Findings;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Infra.Findings;

public sealed class FindingJsonTests
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    [Fact]
    public void Facts_of_every_kind_are_read_back_as_they_were()
    {
        var facts = new Dictionary<string, object?>
        {
            ["yes"] = true,
            ["no"] = false,
            ["number"] = 1.25,
            ["text"] = "cœur de « réseau » 😀",
            ["list"] = (IReadOnlyList<string>)["DNS:a.example", ""],
            ["looked for"] = null,
        };
        var finding = new Finding(
            Asset.Parse("tcp:203.0.113.10:443/www.ch-nord.example"),
            "tls",
            At,
            new ProbeAnswer.Facts(facts),
            ["openssl s_client"],
            "cw-1"
        );

        var read = FindingJson.Read(FindingJson.Write(finding));

        Assert.Equal((finding.Asset, "tls", At, "cw-1"), (read.Asset, read.Probe, read.At, read.RequestId));
        Assert.Equal(finding.Replay, read.Replay);
        Assert.Equivalent(facts, Assert.IsType<ProbeAnswer.Facts>(read.Answer).Values, strict: true);
    }

    [Theory]
    [InlineData(Silence.Refused)]
    [InlineData(Silence.SpokeAnotherProtocol)]
    public void Silence_is_read_back_with_its_detail(Silence why)
    {
        var answer = new ProbeAnswer.NoAnswer(why, "what it said");
        var finding = new Finding(Asset.Parse("site:a.example@203.0.113.10"), "http", At, answer, []);

        Assert.Equal(answer, FindingJson.Read(FindingJson.Write(finding)).Answer);
    }
}
