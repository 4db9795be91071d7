using System.Globalization;
using System.Text.Json;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Registry;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>Scope and query as a condition on <c>latest</c>. The scope always stands first and by itself, so that no query leads past it.</summary>
internal sealed class FindingFilter
{
    private readonly List<object> _values = [];
    private readonly bool _ofSome;

    public FindingFilter(AccessScope scope, FindingQuery query)
    {
        _ofSome = scope is not AccessScope.WholeSector;
        IsEverything = scope is AccessScope.WholeSector && query.Where is QueryNode.All;
        Ids = _ofSome ? null : IdsOf(query.Where);
        Where = Ids is null ? $"{Of(scope)} and {Of(query.Where)}" : Among(Ids);
    }

    /// <summary>Nothing is left out.</summary>
    public bool IsEverything { get; }

    public string Where { get; }

    /// <summary>Asks one index for the ids of all that is found, each once; null where it takes more to know.</summary>
    public string? Ids { get; }

    /// <summary>The rows of <c>latest</c> that are found. One by one as their index tells: collecting the ids first takes as long as reading the rows.</summary>
    public string From => Ids is null ? $"latest where {Where}" : $"({Ids}) as found cross join latest on latest.id = found.id";

    /// <summary>Puts one more value among the parameters, and gives its name.</summary>
    public string Value(object value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"$p{_values.Count - 1}");
    }

    /// <summary>Every document that is not left out, in no order.</summary>
    public void AskForAll(SqliteCommand command)
    {
        command.CommandText = $"select doc from latest join latest_document using(id) where {Where}";
        Bind(command);
    }

    public void Bind(SqliteCommand command)
    {
        for (var i = 0; i < _values.Count; i++)
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"$p{i}"), _values[i]);
    }

    private string Of(AccessScope scope) =>
        scope switch
        {
            AccessScope.WholeSector => "1",
            AccessScope.Establishments { Finess: var own } =>
                $"latest.finess in (select value from json_each({Value(JsonSerializer.Serialize(own))}))",
            _ => "0",
        };

    private string Of(QueryNode node) =>
        node switch
        {
            QueryNode.All => "1",
            _ when IdsOf(node) is { } ids => Among(ids),
            QueryNode.And and => $"({string.Join(" and ", Joined(and).Select(Of))})",
            QueryNode.Or or => $"({string.Join(" or ", or.Parts.Select(Of))})",
            QueryNode.Not not => $"not {Of(not.Part)}",
            QueryNode.Words => "0",
            QueryNode.Is { Field: var field, Value: QueryValue.Text text } when Column(field) is { } column =>
                $"latest.{column} = {Value(text.Value)}",
            QueryNode.Is => "latest.answered = 1",
            QueryNode.Begins begins => Among(Terms(begins.Field, Beginning(begins.Text))),
            QueryNode.Between between when between.Field == QueryFields.Timestamp => $"({Bounds("latest.ts", between, Ticks)})",
            QueryNode.Between between => Among(Terms(between.Field, Bounds("value", between, FiledTerm.Spelled))),
            QueryNode.Exists exists => Among(Terms(exists.Field, "1")),
            _ => throw new InvalidOperationException($"no such query: {node}"),
        };

    /// <summary>Words stand in one index however they are joined, and each value of a field stands there once.</summary>
    private string? IdsOf(QueryNode node) =>
        node switch
        {
            QueryNode.Is equal when !HasColumn(equal) => Terms(equal.Field, $"value = {Value(FiledTerm.Spelled(equal.Value))}"),
            _ when Match(node) is { } match => $"select rowid as id from latest_words where latest_words match {Value(match)}",
            _ => null,
        };

    /// <summary>Folded words hold nothing but letters, digits and blanks: nothing of FTS5's own language gets through. Null when there is more than words.</summary>
    private static string? Match(QueryNode node) =>
        node switch
        {
            QueryNode.Words { Folded: { Length: > 0 } phrase, Prefix: var prefix } => $"\"{phrase}\"{(prefix ? "*" : "")}",
            QueryNode.And and => Match(and.Parts, " AND "),
            QueryNode.Or or => Match(or.Parts, " OR "),
            _ => null,
        };

    private static string? Match(IReadOnlyList<QueryNode> parts, string between)
    {
        var matches = parts.Select(Match).ToList();
        return matches.Contains(null) ? null : $"({string.Join(between, matches)})";
    }

    /// <summary>The same with its words in one part.</summary>
    private static IEnumerable<QueryNode> Joined(QueryNode.And and)
    {
        var words = and.Parts.ToLookup(part => Match(part) is not null);
        return words[true].Count() < 2 ? and.Parts : [.. words[false], new QueryNode.And([.. words[true]])];
    }

    /// <summary>
    /// Of some establishments, theirs are read in their index and looked for among the ids: a region is a third of the sector at most, and a
    /// word may stand in most of it. The sign keeps SQLite from reading each of the ids' rows instead.
    /// </summary>
    private string Among(string ids) => $"{(_ofSome ? "+" : "")}latest.id in ({ids})";

    /// <summary>What every document has once stands in a column too.</summary>
    private static bool HasColumn(QueryNode.Is equal) =>
        equal.Value is QueryValue.Text text
        && (Column(equal.Field) is not null || (equal.Field == QueryFields.Outcome && text.Value == OutcomeWord.Answered));

    private static string? Column(QueryField field) =>
        field == QueryFields.Finess ? "finess"
        : field == QueryFields.Probe ? "probe"
        : null;

    private string Terms(QueryField field, string condition) =>
        $"select id from latest_term where field = (select id from term_field where path = {Value(field.Path)}) and {condition}";

    private string Beginning(string text)
    {
        var from = $"value >= {Value(text)}";
        return TextOrder.After(text) is { } end ? $"{from} and value < {Value(end)}" : from;
    }

    private string Bounds(string column, QueryNode.Between between, Func<QueryValue, object> spelled)
    {
        var bounds = new List<string>();
        if (between.From is { } from)
            bounds.Add($"{column} {(from.Inclusive ? ">=" : ">")} {Value(spelled(from.Value))}");
        if (between.To is { } to)
            bounds.Add($"{column} {(to.Inclusive ? "<=" : "<")} {Value(spelled(to.Value))}");
        return string.Join(" and ", bounds);
    }

    private static object Ticks(QueryValue value) => ((QueryValue.Instant)value).At.UtcTicks;
}
