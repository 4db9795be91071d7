using CsCheck;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Tests.Infra.Findings.Language;

/// <summary>Queries about <see cref="GeneratedFindings"/>, as trees: what the parser can make, and nothing else.</summary>
internal static class GeneratedQueries
{
    public static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static readonly QueryField[] Texts =
    [
        QueryFields.Probe,
        QueryFields.Finess,
        QueryFields.Rule,
        QueryFields.Asset,
        QueryFields.Product,
        QueryFields.Outcome,
        QueryFields.Region,
        .. QueryFields.All.Where(field =>
            field.Path is "host.name" or "tls.server.issuer" or "tls.server.x509.alternative_names"
        ),
        QueryField.Fact("issuer"),
        QueryField.Fact("product"),
        QueryField.Fact("san"),
        QueryField.Fact("expired"),
        QueryField.Fact("key_bits"),
        QueryField.Fact("nobody.has-this"),
    ];

    private static readonly QueryField[] Numbers =
    [
        QueryFields.Port,
        QueryFields.Severity,
        .. QueryFields.All.Where(field => field.Path.EndsWith("public_key_size", StringComparison.Ordinal)),
    ];

    private static readonly QueryField[] Times =
    [
        QueryFields.Timestamp,
        .. QueryFields.All.Where(field => field.Path.EndsWith("not_after", StringComparison.Ordinal)),
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        GeneratedFindings.Word,
        Pick("dns", "tls", "http", "answered", "timed-out", "990000001", "32", "true", "2048", "zone:z1.example", "tls.old"),
        Gen.String[Gen.Char, 1, 4].Where(text => !text.Any(char.IsSurrogate))
    );

    private static readonly Gen<QueryValue> Number = Pick(-1, 0, 2, 3, 4)
        .Select(QueryValue (number) => new QueryValue.Number(number));

    private static readonly Gen<QueryValue> Address = GeneratedFindings.Address.Select(
        QueryValue (text) => QueryValue.Address.Read(text)!
    );

    private static readonly Gen<QueryValue> Instant = Gen.OneOf(
            Gen.Int[-60 * 24 * 3, 60 * 24 * 3].Select(minutes => GeneratedFindings.Noon.AddMinutes(minutes)),
            Gen.Int[-40, 40].Select(days => new DateTimeOffset(2026, 11, 25, 23, 0, 0, TimeSpan.Zero).AddDays(days))
        )
        .Select(QueryValue (time) => new QueryValue.Instant(time));

    private static readonly Gen<QueryNode> Typed = Gen.OneOf(
        Of(Numbers, Number),
        Of([QueryFields.Port], Pick(25, 53, 443, 8443).Select(QueryValue (port) => new QueryValue.Number(port))),
        Of([QueryFields.Address], Address),
        Of(Times, Instant),
        Gen.Select(Address, Gen.Int[96, 128]).Select(QueryNode (it) => Network((QueryValue.Address)it.Item1, it.Item2))
    );

    private static readonly Gen<QueryNode> Leaf = Gen.Frequency(
        (
            3,
            Gen.Select(Text.Where(text => FoldedText.Fold(text).Length > 0), Gen.Bool)
                .Select(QueryNode (it) => new QueryNode.Words(it.Item1, it.Item2))
        ),
        (3, Gen.Select(Pick(Texts), Text).Select(QueryNode (it) => new QueryNode.Is(it.Item1, new QueryValue.Text(it.Item2)))),
        (
            2,
            Gen.Select(Pick(Texts), Text, Gen.Int[1, 5])
                .Select(QueryNode (it) => new QueryNode.Begins(it.Item1, Cut(it.Item2, it.Item3)))
        ),
        (4, Typed),
        (1, Pick([.. Texts, .. Numbers, .. Times, QueryFields.Address]).Select(QueryNode (field) => new QueryNode.Exists(field)))
    );

    /// <summary>At most three levels of AND, OR and NOT.</summary>
    public static Gen<QueryNode> All { get; } = Gen.Frequency((1, Gen.Const<QueryNode>(new QueryNode.All())), (30, Tree(3)));

    /// <summary>The tree of a text that is of the language.</summary>
    public static QueryNode Read(string text) =>
        new QueryLanguage(Paris).Read(text) switch
        {
            QueryReading.Understood understood => understood.Query,
            QueryReading.Refused { Fault: var fault } => throw new InvalidOperationException($"{fault.At}: {fault.Message.En}"),
            _ => throw new InvalidOperationException(),
        };

    /// <summary>Beginnings of words that must all occur, with blanks between; signs alone find nothing.</summary>
    public static FindingQuery Beginnings(string words) =>
        new()
        {
            Where = QueryNode.Every(
                words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => new QueryNode.Words(word, true))
            ),
        };

    public static Gen<T> Pick<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(at => all[at]);

    private static Gen<QueryNode> Tree(int depth)
    {
        if (depth == 0)
            return Leaf;
        var part = Tree(depth - 1);
        return Gen.Frequency(
            (3, Leaf),
            (1, part.Select(QueryNode (one) => new QueryNode.Not(one))),
            (2, part.Array[2, 3].Select(QueryNode.Every)),
            (
                2,
                part.Array[2, 3]
                    .Select(
                        QueryNode (some) =>
                            new QueryNode.Or([.. some.SelectMany(one => one is QueryNode.Or or ? or.Parts : [one])])
                    )
            )
        );
    }

    private static Gen<QueryNode> Of(QueryField[] fields, Gen<QueryValue> values) =>
        Gen.OneOf(
            Gen.Select(Pick(fields), values).Select(QueryNode (it) => new QueryNode.Is(it.Item1, it.Item2)),
            Gen.Select(Pick(fields), Bound(values), Bound(values))
                .Select(QueryNode (it) => new QueryNode.Between(it.Item1, it.Item2, it.Item3)),
            Gen.Select(Pick(fields), Bound(values), Gen.Bool)
                .Select(
                    QueryNode (it) =>
                        it.Item3
                            ? new QueryNode.Between(it.Item1, it.Item2, null)
                            : new QueryNode.Between(it.Item1, null, it.Item2)
                )
        );

    private static Gen<QueryBound> Bound(Gen<QueryValue> values) =>
        Gen.Select(values, Gen.Bool).Select(it => new QueryBound(it.Item1, it.Item2));

    private static QueryNode.Between Network(QueryValue.Address address, int length)
    {
        var hosts = length == 128 ? UInt128.Zero : (UInt128.One << (128 - length)) - 1;
        return new(
            QueryFields.Address,
            new(new QueryValue.Address(address.Value & ~hosts), true),
            new(new QueryValue.Address(address.Value | hosts), true)
        );
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text
        : char.IsHighSurrogate(text[length - 1]) ? text[..(length + 1)]
        : text[..length];
}
