using CsCheck;
using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Tests.Infra.Findings.Language;

public sealed class QueryRoundTripTests
{
    private static readonly QueryLanguage Language = new(GeneratedQueries.Paris);

    /// <summary>What hostile or hurried hands type: pieces of the language in any order, and anything else.</summary>
    private static readonly Gen<string> Typed = Gen.OneOf(
        GeneratedQueries
            .Pick(
                "a",
                "AND",
                "OR",
                "NOT",
                "(",
                ")",
                "\"",
                "*",
                ":",
                "[",
                "]",
                "{",
                "}",
                "TO",
                " ",
                "\\",
                ">=",
                "<",
                "probe:",
                "@timestamp:",
                "destination.ip:",
                "destination.port:",
                "facts.x:",
                "2026-11-26",
                "10.0.0.0/8",
                "::1",
                "9",
                "\uD800",
                "é"
            )
            .Array[0, 30]
            .Select(parts => string.Concat(parts)),
        Gen.String[0, 40],
        Gen.Select(
            GeneratedQueries.All,
            Gen.Int[0, 1_000],
            Gen.Char,
            (query, at, sign) =>
                Language.Print(query) is var text && text.Length > 0 ? text.Insert(at % text.Length, sign.ToString()) : text
        )
    );

    [Fact]
    public void What_is_printed_is_read_as_the_same_tree() =>
        GeneratedQueries
            .All.Where(query => Language.Print(query).Length <= QueryParser.MostLength)
            .Sample(
                query => Assert.Equal(query, GeneratedQueries.Read(Language.Print(query))),
                iter: 5_000,
                print: query => $"{Language.Print(query)}\n{query}"
            );

    [Fact]
    public void Whatever_is_typed_is_understood_and_printable_or_refused_at_a_place_in_it() =>
        Typed.Sample(
            text =>
            {
                switch (Language.Read(text))
                {
                    // printed with its quotes it may be longer than what may be typed
                    case QueryReading.Understood { Query: var query }
                        when Language.Print(query) is { Length: <= QueryParser.MostLength } printed:
                        Assert.Equal(query, GeneratedQueries.Read(printed));
                        break;
                    case QueryReading.Refused { Fault: var fault }:
                        Assert.InRange(fault.At, 0, text.Length);
                        break;
                }
            },
            iter: 20_000
        );

    [Theory]
    [InlineData("destination.ip:203.0.113.0/24", "destination.ip:203.0.113.0/24")]
    [InlineData("destination.ip:203.0.113.7/32", "destination.ip:203.0.113.7/32")]
    [InlineData("destination.ip:2001:db8::/32", "destination.ip:2001:db8::/32")]
    [InlineData("@timestamp:2026-11-26", "@timestamp:2026-11-26")]
    [InlineData("@timestamp:[2026-11-01 TO 2026-11-30]", "@timestamp:[2026-11-01 TO 2026-12-01}")]
    [InlineData("@timestamp:>=2026-11-26T14:05", "@timestamp:>=2026-11-26T13:05:00Z")]
    [InlineData("a b (c OR d)", "a AND b AND (c OR d)")]
    [InlineData("cyberwatch.probe:\"tls\" AND severity:>=high", "probe:tls AND severity:>=3")]
    [InlineData("facts.title:\"Bonjour à tous\"*", "facts.title:\"Bonjour à tous\"*")]
    public void Printing_keeps_what_people_write(string text, string printed) =>
        Assert.Equal(printed, Language.Print(GeneratedQueries.Read(text)));
}
