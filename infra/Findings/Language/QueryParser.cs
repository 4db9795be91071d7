namespace CyberWatch.Infra.Findings.Language;

/// <summary>
/// Reads the language: terms side by side or with AND, then OR, NOT before a term, parentheses. Whatever it does not understand is refused
/// where it stands; it never guesses. Bounded in length, terms and depth, below what any index takes.
/// </summary>
internal sealed class QueryParser
{
    public const int MostLength = 8_192;
    public const int MostTerms = 200;

    /// <summary>In UTF-16 units. Elasticsearch fails from a thousand octets on.</summary>
    public const int LongestBeginning = 255;

    /// <summary>Elasticsearch refuses 30 levels, of which each of ours makes up to two.</summary>
    public const int MostDepth = 12;

    private static readonly string[] Operators = ["AND", "OR", "NOT"];

    private readonly QueryTerms _terms;
    private readonly QueryCursor _cursor;
    private readonly Stack<int> _open = new();
    private (string Word, int At)? _operator;
    private int _count;

    private QueryParser(QueryCursor cursor, TimeZoneInfo zone)
    {
        _cursor = cursor;
        _terms = new QueryTerms(cursor, new QueryValues(zone));
    }

    /// <summary>Days and hours without an offset are those of <paramref name="zone"/>.</summary>
    public static QueryReading Read(string text, TimeZoneInfo zone)
    {
        if (text.Length > MostLength)
            return new QueryReading.Refused(new(MostLength, QueryFaults.TooLong(MostLength)));
        var parser = new QueryParser(new QueryCursor(text), zone);
        var query = parser.Whole();
        return query is null ? new QueryReading.Refused(parser._cursor.Fault!) : new QueryReading.Understood(query);
    }

    private QueryNode? Whole()
    {
        if (_cursor.SkipBlanks().IsAtEnd)
            return new QueryNode.All();
        var query = Either(0);
        return query is null || _cursor.SkipBlanks().IsAtEnd ? query : _cursor.Refuse(QueryFaults.NotOpened);
    }

    private QueryNode? Either(int depth)
    {
        var parts = new List<QueryNode>();
        do
        {
            if (Both(depth) is not { } part)
                return null;
            parts.AddRange(part is QueryNode.Or or ? or.Parts : [part]);
        } while (Take("OR"));
        return parts.Count == 1 ? parts[0] : new QueryNode.Or(parts);
    }

    private QueryNode? Both(int depth)
    {
        var parts = new List<QueryNode>();
        while (true)
        {
            if (Negated(depth) is not { } part)
                return null;
            parts.Add(part);
            if (Take("AND"))
                continue;
            if (_cursor.SkipBlanks().IsAtEnd || _cursor.Here == ')' || _cursor.IsWord("OR"))
                return QueryNode.Every(parts);
            if (!_cursor.IsWord("NOT") && OperatorWords.AfterTerm(_cursor.Ahead) is { } ours)
                return _cursor.Refuse(QueryFaults.SpelledOperator(_cursor.Ahead, ours));
        }
    }

    private QueryNode? Negated(int depth)
    {
        if (!Take("NOT"))
            return Begins() is { } ours ? _cursor.Refuse(QueryFaults.SpelledOperator(_cursor.Ahead, ours)) : Term(depth);
        if (depth == MostDepth)
            return _cursor.Refuse(_operator!.Value.At, QueryFaults.TooDeep(MostDepth));
        return Negated(depth + 1) is { } part ? new QueryNode.Not(part) : null;
    }

    /// <summary>A negation of another language, with something after it.</summary>
    private string? Begins()
    {
        var ours = OperatorWords.BeforeTerm(_cursor.SkipBlanks().Ahead);
        return ours is null || _cursor.IsLastWord ? null : ours;
    }

    private QueryNode? Term(int depth)
    {
        if (Operators.FirstOrDefault(_cursor.SkipBlanks().IsWord) is { } word)
            return _cursor.Refuse(QueryFaults.NothingBefore(word));
        if (_cursor.IsAtEnd || _cursor.Here == ')')
            return Missing();
        _operator = null;
        if (_cursor.Here == '(')
            return Group(depth);
        return ++_count > MostTerms ? _cursor.Refuse(QueryFaults.TooMany(MostTerms)) : _terms.Read();
    }

    private QueryNode? Group(int depth)
    {
        if (depth == MostDepth)
            return _cursor.Refuse(QueryFaults.TooDeep(MostDepth));
        _open.Push(_cursor.At);
        _cursor.Step();
        if (Either(depth + 1) is not { } query)
            return null;
        if (_cursor.SkipBlanks().IsAtEnd)
            return _cursor.Refuse(_open.Peek(), QueryFaults.NotClosed);
        _open.Pop();
        _cursor.Step();
        return query;
    }

    private QueryNode? Missing()
    {
        if (_operator is { } before)
            return _cursor.Refuse(before.At, QueryFaults.NothingAfter(before.Word));
        if (_cursor.IsAtEnd)
            return _cursor.Refuse(_open.Peek(), QueryFaults.NotClosed);
        return _cursor.Refuse(_open.Count > 0 ? QueryFaults.EmptyGroup : QueryFaults.NotOpened);
    }

    private bool Take(string word)
    {
        if (!_cursor.SkipBlanks().IsWord(word))
            return false;
        _operator = (word, _cursor.At);
        _cursor.Step(word.Length);
        return true;
    }
}
