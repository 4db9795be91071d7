using System.Text;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>A place in the text of a query, and the first thing that was wrong there.</summary>
internal sealed class QueryCursor(string text)
{
    // half of a surrogate pair reaches no index as it is
    private readonly string _text = new([.. Halves(text)]);

    public int At { get; private set; }
    public QueryFault? Fault { get; private set; }

    public bool IsAtEnd => At >= _text.Length;

    /// <summary>The character here; a blank at the end.</summary>
    public char Here => IsAtEnd ? ' ' : _text[At];

    /// <summary>Nothing of what is here can belong to a word.</summary>
    public bool IsBetween => IsAtEnd || char.IsWhiteSpace(Here) || Here is '(' or ')' or '"';

    /// <summary>A term may end here.</summary>
    public bool EndsWell => IsAtEnd || char.IsWhiteSpace(Here) || Here == ')';

    public void Step(int count = 1) => At += count;

    public QueryCursor SkipBlanks()
    {
        while (!IsAtEnd && char.IsWhiteSpace(Here))
            At++;
        return this;
    }

    /// <summary>Exactly this word stands here.</summary>
    public bool IsWord(string word)
    {
        var end = At + word.Length;
        return string.CompareOrdinal(_text, At, word, 0, word.Length) == 0
            && (end == _text.Length || char.IsWhiteSpace(_text[end]) || _text[end] is '(' or ')' or '"');
    }

    /// <summary>The whole word that stands here, which stays here.</summary>
    public string Ahead
    {
        get
        {
            var (begin, word) = (At, Until());
            At = begin;
            return word;
        }
    }

    /// <summary>Nothing comes after the word here but the end of all or of a group.</summary>
    public bool IsLastWord
    {
        get
        {
            var after = _text.AsSpan(At + Ahead.Length).TrimStart();
            return after.IsEmpty || after[0] == ')';
        }
    }

    /// <summary>What stands here until one of these, or what stands between words.</summary>
    public string Until(params ReadOnlySpan<char> ends)
    {
        var begin = At;
        while (!IsBetween && !ends.Contains(Here))
            At++;
        return _text[begin..At];
    }

    /// <summary>What is quoted here, without its escapes; null when the quote never ends.</summary>
    public string? Quoted()
    {
        var (begin, quoted) = (At, new StringBuilder());
        for (At++; !IsAtEnd && Here != '"'; At++)
        {
            if (Here == '\\' && At + 1 < _text.Length && _text[At + 1] is '"' or '\\')
                At++;
            quoted.Append(Here);
        }
        if (IsAtEnd)
        {
            Refuse(begin, QueryFaults.QuoteNotClosed);
            return null;
        }
        At++;
        return quoted.ToString();
    }

    /// <summary>Nothing: what is here is wrong.</summary>
    public QueryNode? Refuse(LocalizedText message) => Refuse(At, message);

    public QueryNode? Refuse(int at, LocalizedText message)
    {
        Fault ??= new QueryFault(at, message);
        return null;
    }

    private static IEnumerable<char> Halves(string text) =>
        text.Select(
            (sign, at) =>
                (char.IsHighSurrogate(sign) && !(at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])))
                || (char.IsLowSurrogate(sign) && !(at > 0 && char.IsHighSurrogate(text[at - 1])))
                    ? '\uFFFD'
                    : sign
        );
}
