using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Tests.Support;
using static CyberWatch.Tests.Scanner.Discovery.NameDiscoveryRun;

namespace CyberWatch.Tests.Scanner.Discovery;

public class NameDiscoverySilenceTests
{
    private const string Two = """
        $ORIGIN ch-nord.example.
        @ 300 SOA ns1 hostmaster 1 3600 900 604800 300
        @ 300 A 203.0.113.10
        $ORIGIN ch-sud.example.
        @ 300 SOA ns1 hostmaster 1 3600 900 604800 300
        @ 300 A 203.0.113.20
        pacs 300 A 203.0.113.21
        """;

    [Fact]
    public async Task A_domain_for_which_nobody_answers_costs_a_few_questions_and_hides_no_other()
    {
        var zones = new ZonesInMemory(Two).Failing("ch-nord.example");

        var map = await DiscoverAsync(zones, new NameRequest(["ch-nord.example", "ch-sud.example"]) { Wide = true });

        Assert.Equal(["ch-sud.example", "pacs.ch-sud.example"], map.Names.Select(name => name.Name));
        Assert.Contains(new Remark.WordsNotTried("ch-nord.example", "SERVFAIL"), map.Unanswered);
        var ofNorth = zones.AskedResolver.Count(asked => asked.Contains("ch-nord", StringComparison.Ordinal));
        Assert.InRange(ofNorth, 1, 30);
    }

    [Fact]
    public async Task Zone_whose_servers_fail_gives_no_names_and_says_so()
    {
        var zones = new ZonesInMemory(North).Failing("ch-nord.example");
        var map = await DiscoverAsync(
            zones,
            new NameRequest(["ch-nord.example"]) { Wide = true, Known = ["pacs.ch-nord.example"] }
        );

        Assert.Empty(map.Names);
        Assert.Empty(map.Gone);
        Assert.Contains(new Remark.WordsNotTried("ch-nord.example", "SERVFAIL"), map.Unanswered);
        Assert.True(zones.AskedResolver.Count < 200, $"{zones.AskedResolver.Count} questions to a zone that fails");
    }

    [Fact]
    public async Task Cancelling_ends_the_search()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            DiscoverUntilAsync(
                new ZonesInMemory(North),
                new NameRequest(["ch-nord.example"]) { Wide = true },
                null,
                null,
                cancelled.Token
            )
        );
    }
}
