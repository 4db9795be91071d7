using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>The ranges of a query: two bounds in brackets, or one after a sign.</summary>
internal sealed class QueryRanges(QueryCursor cursor, QueryValues values)
{
    /// <summary>From a bracket on.</summary>
    public QueryNode? Between(QueryField field)
    {
        var inclusive = cursor.Here == '[';
        cursor.Step();
        if (!Bound(field, lower: true, inclusive, out var from))
            return null;
        if (!cursor.SkipBlanks().IsWord("TO"))
            return cursor.Refuse(ValueFaults.NoRange);
        cursor.Step(2);
        var (begin, text) = (cursor.SkipBlanks().At, cursor.Until(']', '}'));
        var end = cursor.SkipBlanks().Here;
        if (text.Length == 0 || end is not (']' or '}'))
            return cursor.Refuse(ValueFaults.NoRange);
        if (!Bound(field, begin, text, lower: false, end == ']', out var to))
            return null;
        cursor.Step();
        if (!cursor.EndsWell)
            return cursor.Refuse(QueryFaults.Quote(cursor.Here));
        return from is null && to is null ? new QueryNode.Exists(field) : new QueryNode.Between(field, from, to);
    }

    /// <summary>From &lt; or &gt; on.</summary>
    public QueryNode? Compare(QueryField field)
    {
        var lower = cursor.Here == '>';
        cursor.Step();
        var inclusive = cursor.Here == '=';
        cursor.Step(inclusive ? 1 : 0);
        var (begin, text) = (cursor.At, cursor.Until());
        if (text is "" or "*" || !cursor.EndsWell)
            return cursor.Refuse(begin, ValueFaults.NoValue);
        if (!Bound(field, begin, text, lower, inclusive, out var bound))
            return null;
        return lower ? new QueryNode.Between(field, bound, null) : new QueryNode.Between(field, null, bound);
    }

    private bool Bound(QueryField field, bool lower, bool inclusive, out QueryBound? bound)
    {
        var (begin, text) = (cursor.SkipBlanks().At, cursor.Until(']', '}'));
        if (text.Length > 0)
            return Bound(field, begin, text, lower, inclusive, out bound);
        bound = null;
        cursor.Refuse(ValueFaults.NoRange);
        return false;
    }

    private bool Bound(QueryField field, int begin, string text, bool lower, bool inclusive, out QueryBound? bound)
    {
        LocalizedText? fault = null;
        bound = text == "*" ? null : values.Bound(field, text, lower, inclusive, out fault);
        if (fault is not null)
            cursor.Refuse(begin, fault);
        return fault is null;
    }
}
