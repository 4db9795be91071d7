using System.Globalization;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>Reads values after the kind of their field.</summary>
internal sealed class QueryValues(TimeZoneInfo zone)
{
    /// <summary>Folded, in both languages of the product.</summary>
    private static readonly string[][] Severities =
    [
        ["none", "aucune"],
        ["info", "information"],
        ["low", "faible"],
        ["medium", "moyenne"],
        ["high", "elevee"],
        ["critical", "critique"],
    ];

    /// <summary>Null with a sentence when it is no value of this field. A network or a day is a range.</summary>
    public QueryNode? Equal(QueryField field, string text, out LocalizedText? fault)
    {
        fault = null;
        var range = field.Kind switch
        {
            QueryFieldKind.Address => Network(field, text),
            QueryFieldKind.Time when QueryTimes.Day(text) is { } day => new QueryNode.Between(
                field,
                new(QueryTimes.Start(day, zone), true),
                new(QueryTimes.Start(day.AddDays(1), zone), false)
            ),
            _ => null,
        };
        if (range is not null)
            return range;
        return Value(field, text, out fault) is { } value ? new QueryNode.Is(field, value) : null;
    }

    /// <summary>A whole day belongs to the range when its bound does.</summary>
    public QueryBound? Bound(QueryField field, string text, bool lower, bool inclusive, out LocalizedText? fault)
    {
        fault = null;
        if (field.Kind == QueryFieldKind.Time && QueryTimes.Day(text) is { } day)
            return new(QueryTimes.Start(lower == inclusive ? day : day.AddDays(1), zone), lower);
        return Value(field, text, out fault) is { } value ? new QueryBound(value, inclusive) : null;
    }

    private QueryValue? Value(QueryField field, string text, out LocalizedText? fault)
    {
        fault = null;
        switch (field.Kind)
        {
            case QueryFieldKind.Number:
                return Number(field, text, out fault);
            case QueryFieldKind.Address:
                fault = ValueFaults.NoAddress(field);
                return QueryValue.Address.Read(text) is { } address ? Found(address, out fault) : null;
            case QueryFieldKind.Time:
                fault = ValueFaults.NoTime(field);
                return QueryTimes.Instant(text, zone) is { } time ? Found(time, out fault) : null;
            default:
                return new QueryValue.Text(text);
        }
    }

    private static QueryValue.Number? Number(QueryField field, string text, out LocalizedText? fault)
    {
        var isSeverity = field == QueryFields.Severity;
        var (least, most) = isSeverity ? (-1, 4) : (int.MinValue, int.MaxValue);
        var word = isSeverity ? Array.FindIndex(Severities, words => words.Contains(FoldedText.Fold(text))) : -1;
        if (word >= 0)
            return Found(new QueryValue.Number(word - 1), out fault);
        fault = isSeverity ? ValueFaults.NoSeverity : ValueFaults.NoNumber(field, least, most);
        return
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
            ? Found(new QueryValue.Number(number), out fault)
            : null;
    }

    private static QueryNode.Between? Network(QueryField field, string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || QueryValue.Address.Read(text[..slash]) is not { } address)
            return null;
        var offset = address.IsVersion4 && !text.Contains(':', StringComparison.Ordinal) ? 96 : 0;
        if (
            !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length + offset > 128
        )
        {
            return null;
        }

        var hosts = length + offset == 0 ? UInt128.MaxValue : (UInt128.One << (128 - length - offset)) - 1;
        return new(
            field,
            new(new QueryValue.Address(address.Value & ~hosts), true),
            new(new QueryValue.Address(address.Value | hosts), true)
        );
    }

    private static T Found<T>(T value, out LocalizedText? fault)
    {
        fault = null;
        return value;
    }
}
