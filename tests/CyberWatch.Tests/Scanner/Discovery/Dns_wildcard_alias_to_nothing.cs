using CyberWatch.Scanner.Discovery;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Discovery;

/// <summary>Case dns-wildcard-alias-to-nothing: the code of the answer speaks of the end of the chain, the wildcard matched all the same.</summary>
public class Dns_wildcard_alias_to_nothing
{
    private const string Zones = """
        $ORIGIN hopital-nord.example.
        @   300 SOA ns1 hostmaster 1 3600 900 604800 300
        *   300 CNAME retire.hebergeur.example.
        www 300 A 203.0.113.80
        $ORIGIN hebergeur.example.
        @   300 SOA ns1 hostmaster 1 3600 900 604800 300
        """;

    [Fact]
    public async Task No_host_is_added_for_words_or_random_labels_and_there_is_one_wildcard()
    {
        var hints = Enumerable.Range(0, 100).Select(_ => $"{WildcardAnswer.RandomLabel()}.hopital-nord.example");
        var request = new NameRequest(["hopital-nord.example"]) { Wide = true, Hints = [.. hints] };
        var map = await NameDiscoveryRun.DiscoverAsync(new ZonesInMemory(Zones), request);

        Assert.Equal(["www.hopital-nord.example"], map.Names.Select(name => name.Name));
        Assert.Equal(["hopital-nord.example"], map.Wildcards);
    }

    [Fact]
    public async Task Random_labels_show_the_alias_as_a_wildcard()
    {
        var answer = await WildcardAnswer.AskAsync(
            new ZonesInMemory(Zones),
            "hopital-nord.example",
            TestContext.Current.CancellationToken
        );

        var seen = Assert.IsType<WildcardAnswer.Seen>(answer);
        Assert.Equal(["retire.hebergeur.example"], seen.Aliases);
    }

    [Theory]
    [InlineData("hebergeur.example", typeof(WildcardAnswer.None))]
    [InlineData("typed.example", typeof(WildcardAnswer.None))]
    [InlineData("dead.example", typeof(WildcardAnswer.Unknown))]
    public async Task Only_positive_data_is_a_wildcard_and_silence_is_none_either(string parent, Type expected)
    {
        var zones = new ZonesInMemory(
            Zones
                + """

                $ORIGIN typed.example.
                @ 300 SOA ns1 hostmaster 1 3600 900 604800 300
                * 300 MX 10 mx.typed.example.
                """
        ).Failing("dead.example");

        Assert.IsType(expected, await WildcardAnswer.AskAsync(zones, parent, TestContext.Current.CancellationToken));
    }
}
