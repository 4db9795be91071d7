using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Tests.Infra.Findings.Language;

/// <summary>Whatever is not of the language is refused at its character, with what to write instead.</summary>
public sealed class QueryFaultTests
{
    private static QueryFault Fault(string text) =>
        Assert.IsType<QueryReading.Refused>(new QueryLanguage(GeneratedQueries.Paris).Read(text)).Fault;

    [Theory]
    [InlineData("a AND", 2, "after AND")]
    [InlineData("NOT", 0, "after NOT")]
    [InlineData("(a OR )", 3, "after OR")]
    [InlineData("AND a", 0, "before AND")]
    [InlineData("a OR OR b", 5, "before OR")]
    [InlineData("(a b", 0, "not closed")]
    [InlineData("a ((b) c", 2, "not closed")]
    [InlineData("a (", 2, "not closed")]
    [InlineData("a )b", 2, "never opened")]
    [InlineData("()", 1, "between the parentheses")]
    [InlineData("a \"b", 2, "not closed")]
    [InlineData("a\"b\"", 1, "straight quotes")]
    [InlineData("\"a\"b", 3, "straight quotes")]
    [InlineData("a(b)", 1, "straight quotes")]
    public void Structure_is_whole(string text, int at, string said) => Holds(text, at, said);

    [Theory]
    [InlineData("x -nginx", 2, "write NOT")]
    [InlineData("+nginx", 0, "AND")]
    [InlineData("a && b", 2, "written AND, OR or NOT")]
    [InlineData("a || b", 2, "written AND, OR or NOT")]
    [InlineData("ng*nx", 2, "at the end")]
    [InlineData("*nx", 0, "at the end")]
    [InlineData("ngin?", 4, "straight quotes")]
    [InlineData("nginx~2", 5, "straight quotes")]
    [InlineData("nginx^1.5", 5, "straight quotes")]
    [InlineData("/ngi[nN]x/", 4, "straight quotes")]
    [InlineData("/nginx/", 0, "regular expressions")]
    [InlineData("C:\\x", 0, "no field C")]
    [InlineData("a\\b", 1, "straight quotes")]
    [InlineData("[1 TO 9]", 0, "after a field")]
    [InlineData(">3", 0, "after a field")]
    [InlineData("!!!", 0, "NOT")]
    [InlineData("...", 0, "Neither letter nor digit")]
    [InlineData("*", 0, "Neither letter nor digit")]
    [InlineData("\"\"", 0, "Neither letter nor digit")]
    public void Signs_of_other_languages_mean_nothing(string text, int at, string said) => Holds(text, at, said);

    [Theory]
    [InlineData("a prob:tls", 2, "no field prob: probe?")]
    [InlineData("https://a.example", 0, "no field https")]
    [InlineData(":x", 0, "straight quotes")]
    [InlineData("facts.:x", 0, "no field")]
    [InlineData("probe:", 6, "right after the colon")]
    [InlineData("probe: tls", 6, "right after the colon")]
    [InlineData("(probe:)", 7, "right after the colon")]
    [InlineData("probe:(tls OR dns)", 6, "(field:a OR field:b)")]
    [InlineData("probe:>=tls", 6, "equality")]
    [InlineData("probe:[a TO b]", 6, "equality")]
    [InlineData("facts.port:[1 TO 9]", 11, "equality")]
    [InlineData("facts.port:<9", 11, "equality")]
    [InlineData("destination.port:44*", 19, "range")]
    [InlineData("destination.ip:203.0.*", 21, "network")]
    [InlineData("destination.port:https", 17, "whole number")]
    [InlineData("destination.port:99999999999", 17, "whole number")]
    [InlineData("destination.port:1.5", 17, "whole number")]
    [InlineData("severity:rouge", 9, "none, info")]
    [InlineData("severity:7", 9, "none, info")]
    [InlineData("destination.ip:203.0.113", 15, "network")]
    [InlineData("destination.ip:203.0.113.0/33", 15, "network")]
    [InlineData("destination.ip:203.0.113.010", 15, "network")]
    [InlineData("destination.ip:fe80::1%eth0", 15, "network")]
    [InlineData("destination.ip:[203.0.113.0/24 TO *]", 16, "network")]
    [InlineData("@timestamp:hier", 11, "date")]
    [InlineData("@timestamp:2026-02-30", 11, "date")]
    [InlineData("@timestamp:0001-01-01", 11, "date")]
    [InlineData("@timestamp:[2026-11-26 TO 9999-12-31T23:59:59Z]", 26, "date")]
    [InlineData("destination.port:[1 9]", 20, "[a TO b]")]
    [InlineData("destination.port:[1 TO 9", 24, "[a TO b]")]
    [InlineData("destination.port:[]", 18, "[a TO b]")]
    [InlineData("destination.port:>", 18, "right after the colon")]
    [InlineData("destination.port:[1 TO 9]x", 25, "straight quotes")]
    public void Fields_and_values_are_of_their_kind(string text, int at, string said) => Holds(text, at, said);

    [Theory]
    [InlineData("Telnet ET nginx", 7, "ET is written AND")]
    [InlineData("telnet and nginx", 7, "and is written AND")]
    [InlineData("(a ou b)", 3, "ou is written OR")]
    [InlineData("a Or b", 2, "Or is written OR")]
    [InlineData("a sauf b", 2, "sauf is written NOT")]
    [InlineData("non nginx", 0, "non is written NOT")]
    [InlineData("a AND not b", 6, "not is written NOT")]
    [InlineData("probe=tls", 5, "probe:value")]
    [InlineData("port=443", 0, "no field port: destination.port?")]
    [InlineData("a port>443", 2, "no field port: destination.port?")]
    [InlineData("probe>tls", 5, "equality")]
    [InlineData("severity>rouge", 9, "none, info")]
    [InlineData("severity>", 9, "right after the colon")]
    [InlineData("203.0.113.36:23", 0, "asset:tcp:203.0.113.36:23")]
    [InlineData("x 203.0.113.36:23", 2, "\"203.0.113.36:23\"")]
    [InlineData("203.0.113.36:http", 0, "no field 203.0.113.36")]
    [InlineData("2001:db8::1", 0, "destination.ip:2001:db8::1")]
    public void What_people_write_who_know_other_languages_is_told(string text, int at, string said) => Holds(text, at, said);

    [Fact]
    public void Length_terms_and_depth_are_bounded()
    {
        Assert.Equal(QueryParser.MostLength, Fault(new string('a', 10_000)).At);
        Assert.Contains("200", Fault(string.Join(' ', Enumerable.Repeat("a", 201))).Message.En, StringComparison.Ordinal);
        Assert.Equal(QueryParser.MostDepth, Fault(new string('(', 4_000)).At);
        Assert.Equal(4 * QueryParser.MostDepth, Fault(string.Concat(Enumerable.Repeat("NOT ", 2_000)) + "a").At);
        Assert.Equal(6, Fault($"probe:{new string('a', 256)}*").At);
        Assert.IsType<QueryNode.Begins>(GeneratedQueries.Read($"probe:{new string('a', 255)}*"));
        Assert.IsType<QueryNode.And>(GeneratedQueries.Read(string.Join(' ', Enumerable.Repeat("a", 200))));
    }

    private static void Holds(string text, int at, string said)
    {
        var fault = Fault(text);

        Assert.Contains(said, fault.Message.En, StringComparison.Ordinal);
        Assert.Equal(at, fault.At);
        Assert.NotEqual(fault.Message.Fr, fault.Message.En);
    }
}
