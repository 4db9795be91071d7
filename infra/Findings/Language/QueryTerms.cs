namespace CyberWatch.Infra.Findings.Language;

/// <summary>One term of a query: words, or a field with a value, a beginning, a range or a star.</summary>
internal sealed class QueryTerms(QueryCursor cursor, QueryValues values)
{
    private QueryRanges Ranges => new(cursor, values);

    public QueryNode? Read()
    {
        if (cursor.Here == '"')
            return Words(cursor.At, cursor.Quoted());
        var begin = cursor.At;
        var word = cursor.Until(':', '<', '>', '=');
        if (cursor.Here == ':')
            return Field(begin, word);
        if (word.Length > 0 && cursor.Here is ('<' or '>' or '='))
        {
            if (QueryFields.Find(word) is { } compared)
                return Compared(compared);
            if (FieldNames.MeantBefore(word, cursor.Here) is { } fault)
                return cursor.Refuse(begin, fault);
        }

        word += cursor.Until(':');
        if (cursor.Here == ':')
            return Field(begin, word);
        if (BareFaults.OfWord(word) is var (at, message))
            return cursor.Refuse(begin + at, message);
        if (!cursor.EndsWell)
            return cursor.Refuse(QueryFaults.Quote(cursor.Here));
        return Words(begin, word.TrimEnd('*'), word.EndsWith('*'));
    }

    /// <summary>The colon was left out: nobody looks for such a word.</summary>
    private QueryNode? Compared(QueryField field) =>
        cursor.Here == '=' ? cursor.Refuse(ValueFaults.Equality(field))
        : field.HasOrder ? Ranges.Compare(field)
        : cursor.Refuse(ValueFaults.NoOrder(field));

    private QueryNode? Words(int begin, string? quoted) =>
        quoted is not null && Star() is { } star ? Words(begin, quoted, star) : null;

    private QueryNode? Words(int begin, string text, bool prefix)
    {
        var words = new QueryNode.Words(text, prefix);
        return words.Folded.Length == 0 ? cursor.Refuse(begin, QueryFaults.NothingToFind) : words;
    }

    private QueryNode? Field(int begin, string name)
    {
        if (name.Length == 0)
            return cursor.Refuse(QueryFaults.Quote(':'));
        if (QueryFields.Find(name) is not { } field)
            return cursor.Refuse(begin, FieldNames.NoneOf(name, name + cursor.Until()));
        cursor.Step();
        return cursor.Here switch
        {
            '[' or '{' or '<' or '>' when !field.HasOrder => cursor.Refuse(ValueFaults.NoOrder(field)),
            '[' or '{' => Ranges.Between(field),
            '<' or '>' => Ranges.Compare(field),
            '"' => Quoted(field),
            '(' => cursor.Refuse(ValueFaults.NoGroup),
            _ => Bare(field),
        };
    }

    private QueryNode? Quoted(QueryField field)
    {
        var begin = cursor.At;
        return cursor.Quoted() is { } text && Star() is { } star ? Value(field, begin, text, star) : null;
    }

    private QueryNode? Bare(QueryField field)
    {
        var begin = cursor.At;
        var word = cursor.Until();
        if (word.Length == 0)
            return cursor.Refuse(ValueFaults.NoValue);
        if (BareFaults.OfValue(word) is var (at, message))
            return cursor.Refuse(begin + at, message);
        if (!cursor.EndsWell)
            return cursor.Refuse(QueryFaults.Quote(cursor.Here));
        return Value(field, begin, word.TrimEnd('*'), word.EndsWith('*'));
    }

    private QueryNode? Value(QueryField field, int begin, string text, bool prefix)
    {
        if (prefix && text.Length == 0)
            return new QueryNode.Exists(field);
        if (prefix && field.HasOrder)
            return cursor.Refuse(cursor.At - 1, ValueFaults.NoBeginning(field));
        if (prefix && text.Length > QueryParser.LongestBeginning)
            return cursor.Refuse(begin, ValueFaults.TooLong(QueryParser.LongestBeginning));
        if (prefix)
            return new QueryNode.Begins(field, text);
        return values.Equal(field, text, out var fault) ?? cursor.Refuse(begin, fault!);
    }

    /// <summary>Whether a star follows what was quoted; null when something else does.</summary>
    private bool? Star()
    {
        var star = cursor.Here == '*';
        cursor.Step(star ? 1 : 0);
        if (cursor.EndsWell)
            return star;
        cursor.Refuse(QueryFaults.Quote(cursor.Here));
        return null;
    }
}
