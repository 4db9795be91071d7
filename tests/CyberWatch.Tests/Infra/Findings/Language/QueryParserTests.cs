using CyberWatch.Infra.Findings.Language;
using static CyberWatch.Infra.Findings.Language.QueryNode;
using static CyberWatch.Tests.Infra.Findings.Language.GeneratedQueries;

namespace CyberWatch.Tests.Infra.Findings.Language;

public sealed class QueryParserTests
{
    private static readonly QueryField Host = QueryFields.Find("host.name")!;

    private static Is Equal(QueryField field, string value) => new(field, new QueryValue.Text(value));

    private static Between Address(string from, string to) =>
        new(QueryFields.Address, new(QueryValue.Address.Read(from)!, true), new(QueryValue.Address.Read(to)!, true));

    private static QueryBound At(string time, bool inclusive) =>
        new(new QueryValue.Instant(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), inclusive);

    private static QueryBound Number(int number, bool inclusive) => new(new QueryValue.Number(number), inclusive);

    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    public void Nothing_asks_for_everything(string text) => Assert.Equal(new All(), Read(text));

    [Fact]
    public void Words_stand_alone_quoted_or_as_a_beginning()
    {
        Assert.Equal(new Words("nginx", false), Read("nginx"));
        Assert.Equal(new Words("ngi", true), Read("ngi*"));
        Assert.Equal(new Words("CHU du \"Nord\" \\", false), Read("\"CHU du \\\"Nord\\\" \\\\\""));
        Assert.Equal(new Words("CHU No", true), Read("\"CHU No\"*"));
        Assert.Equal(new Words("AND", false), Read("\"AND\""));
        Assert.Equal(new Words("and", false), Read("and"));
    }

    [Fact]
    public void A_field_takes_a_value_a_beginning_or_a_star()
    {
        Assert.Equal(Equal(QueryFields.Probe, "tls"), Read("cyberwatch.probe:tls"));
        Assert.Equal(Equal(QueryFields.Probe, "tls"), Read("PROBE:tls"));
        Assert.Equal(Equal(Host, "a b"), Read("host.name:\"a b\""));
        Assert.Equal(Equal(Host, "*"), Read("host.name:\"*\""));
        Assert.Equal(Equal(Host, ""), Read("host.name:\"\""));
        Assert.Equal(new Begins(Host, "www."), Read("host.name:www.*"));
        Assert.Equal(new Begins(Host, "a b"), Read("host.name:\"a b\"*"));
        Assert.Equal(new Exists(Host), Read("host.name:*"));
        Assert.Equal(Equal(QueryField.Fact("http.title"), "x"), Read("facts.http.title:x"));
        Assert.Equal(Equal(QueryField.Fact("http.title"), "x"), Read("cyberwatch.facts.http.title:x"));
        Assert.Equal(Equal(QueryFields.Find("url.full")!, "https://a.example/b"), Read("url.full:https://a.example/b"));
    }

    [Fact]
    public void Numbers_have_ranges_and_severities_words()
    {
        Assert.Equal(new Is(QueryFields.Port, new QueryValue.Number(443)), Read("destination.port:443"));
        Assert.Equal(new Between(QueryFields.Port, Number(1, true), Number(9, true)), Read("destination.port:[1 TO 9]"));
        Assert.Equal(new Between(QueryFields.Port, Number(1, false), Number(9, false)), Read("destination.port:{ 1 TO 9 }"));
        Assert.Equal(new Between(QueryFields.Port, null, Number(9, true)), Read("destination.port:[* TO 9]"));
        Assert.Equal(new Between(QueryFields.Port, Number(1, false), null), Read("destination.port:>1"));
        Assert.Equal(new Between(QueryFields.Port, null, Number(1, true)), Read("destination.port:<=1"));
        Assert.Equal(new Exists(QueryFields.Port), Read("destination.port:[* TO *]"));
        Assert.Equal(new Between(QueryFields.Severity, Number(3, true), null), Read("severity:>=high"));
        Assert.Equal(new Is(QueryFields.Severity, new QueryValue.Number(-1)), Read("severity:-1"));
    }

    [Theory]
    [InlineData("severity>high", 3, false, true)]
    [InlineData("severity>=élevée", 3, true, true)]
    [InlineData("cyberwatch.severity<MOYENNE", 2, false, false)]
    [InlineData("destination.port<=443", 443, true, false)]
    public void A_comparison_needs_no_colon(string text, int number, bool inclusive, bool lower)
    {
        var field = text.StartsWith("dest", StringComparison.Ordinal) ? QueryFields.Port : QueryFields.Severity;
        var bound = Number(number, inclusive);

        Assert.Equal(lower ? new Between(field, bound, null) : new Between(field, null, bound), Read(text));
    }

    [Theory]
    [InlineData("critique", 4)]
    [InlineData("élevée", 3)]
    [InlineData("Elevee", 3)]
    [InlineData("moyenne", 2)]
    [InlineData("faible", 1)]
    [InlineData("information", 0)]
    [InlineData("aucune", -1)]
    public void Severities_have_French_words_too(string word, int number) =>
        Assert.Equal(new Is(QueryFields.Severity, new QueryValue.Number(number)), Read($"severity:{word}"));

    [Theory]
    [InlineData("et")]
    [InlineData("Or")]
    [InlineData("non")]
    public void A_word_that_looks_like_an_operator_is_written_in_quotes_again(string word)
    {
        QueryNode asked = new And([new Words("a", false), new Words(word, false)]);

        Assert.Equal(asked, Read(new QueryLanguage(Paris).Print(asked)));
    }

    [Fact]
    public void Addresses_are_literal_networks_or_ranges()
    {
        Assert.Equal(new Is(QueryFields.Address, QueryValue.Address.Read("2001:db8::1")!), Read("destination.ip:2001:DB8:0::1"));
        Assert.Equal(Address("203.0.113.0", "203.0.113.255"), Read("destination.ip:203.0.113.7/24"));
        Assert.Equal(Address("0.0.0.0", "255.255.255.255"), Read("destination.ip:0.0.0.0/0"));
        Assert.Equal(Address("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), Read("destination.ip:::/0"));
        Assert.Equal(Address("2001:db8::", "2001:db8::ffff"), Read("destination.ip:2001:db8::/112"));
        Assert.Equal(Address("198.51.100.1", "203.0.113.9"), Read("destination.ip:[198.51.100.1 TO 203.0.113.9]"));
    }

    [Fact]
    public void Days_are_whole_and_of_the_readers_zone()
    {
        var day = new Between(QueryFields.Timestamp, At("2026-11-25T23:00Z", true), At("2026-11-26T23:00Z", false));
        Assert.Equal(day, Read("@timestamp:2026-11-26"));
        Assert.Equal(day, Read("@timestamp:[2026-11-26 TO 2026-11-26]"));
        Assert.Equal(day, Read("@timestamp:{2026-11-25 TO 2026-11-27}"));
        Assert.Equal(new Between(QueryFields.Timestamp, At("2026-07-01T22:00Z", true), null), Read("@timestamp:>2026-07-01"));
        Assert.Equal(
            new Between(QueryFields.Timestamp, null, At("2026-11-26T13:05Z", true)),
            Read("@timestamp:<=2026-11-26T14:05")
        );
        Assert.Equal(
            new Between(QueryFields.Timestamp, At("2026-11-26T14:05:01Z", true), null),
            Read("@timestamp:>=2026-11-26T15:05:01+01:00")
        );
    }

    [Fact]
    public void And_binds_closer_than_or_and_not_closest()
    {
        Words a = new("a", false),
            b = new("b", false),
            c = new("c", false),
            d = new("d", false);

        Assert.Equal(new And([a, b]), Read("a b"));
        Assert.Equal(new And([a, b]), Read("a AND b"));
        Assert.Equal(new Or([a, new And([b, c]), d]), Read("a OR b c OR d"));
        Assert.Equal(new And([new Or([a, b]), c]), Read("(a OR b) AND c"));
        Assert.Equal(new And([new Not(a), b]), Read("NOT a b"));
        Assert.Equal(new Not(new And([a, b])), Read("NOT(a b)"));
        Assert.Equal(new And([a, b, c, d]), Read("(a (b)) AND(c d)"));
        Assert.Equal(new Or([a, b, c]), Read("a OR (b OR c)"));
        Assert.Equal(new Not(new Not(a)), Read("NOT NOT a"));
    }

    [Fact]
    public void A_condition_is_added_and_taken_away_again()
    {
        var query = Read("a OR b");
        var tls = Equal(QueryFields.Probe, "tls");

        Assert.Equal(Read("(a OR b) AND probe:tls"), query.With(tls));
        Assert.Equal(query, query.With(tls).Without(tls));
        Assert.Equal(new All(), tls.Without(tls));
    }
}
