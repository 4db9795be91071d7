using System.Globalization;
using System.Text.RegularExpressions;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>Writes a tree in the language, so that reading it in the same zone gives the same tree.</summary>
internal sealed partial class QueryPrinter(TimeZoneInfo zone)
{
    public string Print(QueryNode query) =>
        query switch
        {
            QueryNode.All => "",
            QueryNode.And and => string.Join(" AND ", and.Parts.Select(part => part is QueryNode.Or ? Group(part) : Print(part))),
            QueryNode.Or or => string.Join(" OR ", or.Parts.Select(Print)),
            QueryNode.Not { Part: var part } => "NOT " + (part is QueryNode.And or QueryNode.Or ? Group(part) : Print(part)),
            QueryNode.Words words => Text(words.Text) + (words.Prefix ? "*" : ""),
            QueryNode.Is equal => $"{equal.Field.Name}:{Value(equal.Value)}",
            QueryNode.Begins begins => $"{begins.Field.Name}:{Text(begins.Text)}*",
            QueryNode.Between between => $"{between.Field.Name}:{Range(between)}",
            QueryNode.Exists exists => $"{exists.Field.Name}:*",
            _ => throw new InvalidOperationException($"no such query: {query}"),
        };

    private string Group(QueryNode part) => $"({Print(part)})";

    private static string Value(QueryValue value) =>
        value switch
        {
            QueryValue.Text text => Text(text.Value),
            QueryValue.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    private string Range(QueryNode.Between range) =>
        range switch
        {
            { From: { Value: QueryValue.Address, Inclusive: true } from, To: { Value: QueryValue.Address, Inclusive: true } to }
                when Network((QueryValue.Address)from.Value, (QueryValue.Address)to.Value) is { } network => network,
            { From: { Inclusive: true } from, To: { Inclusive: false } to } when Day(from, to) is { } day => day,
            { To: null, From: { } from } => (from.Inclusive ? ">=" : ">") + Bound(from, from.Inclusive),
            { From: null, To: { } to } => (to.Inclusive ? "<=" : "<") + Bound(to, !to.Inclusive),
            _ => Both(range.From!, range.To!),
        };

    private string Both(QueryBound from, QueryBound to) =>
        $"{(from.Inclusive ? '[' : '{')}{Bound(from, from.Inclusive)} TO {Bound(to, !to.Inclusive)}{(to.Inclusive ? ']' : '}')}";

    /// <summary>With <paramref name="asDay"/> a bound that is the beginning of a day is written as that day.</summary>
    private string Bound(QueryBound bound, bool asDay) =>
        asDay && bound.Value is QueryValue.Instant instant && QueryTimes.DayFrom(instant, zone) is { } day
            ? Iso(day)
            : Value(bound.Value);

    private string? Day(QueryBound from, QueryBound to) =>
        from.Value is QueryValue.Instant begin
        && to.Value is QueryValue.Instant end
        && QueryTimes.DayFrom(begin, zone) is { } day
        && QueryTimes.Start(day.AddDays(1), zone) == end
            ? Iso(day)
            : null;

    private static string? Network(QueryValue.Address from, QueryValue.Address to)
    {
        var hosts = from.Value ^ to.Value;
        if (hosts != UInt128.MaxValue && !UInt128.IsPow2(hosts + 1) || (from.Value & hosts) != 0)
            return null;
        var length = (int)UInt128.LeadingZeroCount(hosts);
        if (!from.IsVersion4)
            return string.Create(CultureInfo.InvariantCulture, $"{from}/{length}");
        return length < 96 ? null : string.Create(CultureInfo.InvariantCulture, $"{from}/{length - 96}");
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(string text) =>
        Plain.IsMatch(text) && OperatorWords.AfterTerm(text) is null
            ? text
            : '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';

    [GeneratedRegex(@"^[\p{L}\p{Nd}](?:[\p{L}\p{Nd}._/@+-]*[\p{L}\p{Nd}])?\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain { get; }
}
