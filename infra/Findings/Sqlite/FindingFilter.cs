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

    public FindingFilter(AccessScope scope, FindingQuery query)
    {
        IsEverything = scope is AccessScope.WholeSector && query.Where is QueryNode.All;
        Where = $"{Of(scope)} and {Of(query.Where)}";
    }

    /// <summary>Nothing is left out.</summary>
    public bool IsEverything { get; }

    public string Where { get; }

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
            QueryNode.And and => $"({string.Join(" and ", and.Parts.Select(Of))})",
            QueryNode.Or or => $"({string.Join(" or ", or.Parts.Select(Of))})",
            QueryNode.Not not => $"not {Of(not.Part)}",
            QueryNode.Words words => Of(words),
            QueryNode.Is { Field: var field, Value: QueryValue.Text text } when Column(field) is { } column =>
                $"latest.{column} = {Value(text.Value)}",
            QueryNode.Is { Value: QueryValue.Text { Value: OutcomeWord.Answered } } answered
                when answered.Field == QueryFields.Outcome => "latest.answered = 1",
            QueryNode.Is equal => Terms(equal.Field, $"value = {Value(FiledTerm.Spelled(equal.Value))}"),
            QueryNode.Begins begins => Terms(begins.Field, Beginning(begins.Text)),
            QueryNode.Between between when between.Field == QueryFields.Timestamp => $"({Bounds("latest.ts", between, Ticks)})",
            QueryNode.Between between => Terms(between.Field, Bounds("value", between, FiledTerm.Spelled)),
            QueryNode.Exists exists => Terms(exists.Field, "1"),
            _ => throw new InvalidOperationException($"no such query: {node}"),
        };

    /// <summary>Folded words hold nothing but letters, digits and blanks: nothing of FTS5's own language gets through.</summary>
    private string Of(QueryNode.Words words)
    {
        var phrase = words.Folded;
        return phrase.Length == 0
            ? "0"
            : $"latest.id in (select rowid from latest_words where latest_words match {Value($"\"{phrase}\"{(words.Prefix ? "*" : "")}")})";
    }

    /// <summary>What every document has once stands in a column too.</summary>
    private static string? Column(QueryField field) =>
        field == QueryFields.Finess ? "finess"
        : field == QueryFields.Probe ? "probe"
        : null;

    private string Terms(QueryField field, string condition) =>
        $"latest.id in (select id from latest_term where field = (select id from term_field where path = {Value(field.Path)}) and {condition})";

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
