namespace CyberWatch.Infra.Findings.Language;

/// <summary>
/// What a query asks, as a tree: read once from the one-page language, translated for each index. Two trees that ask the same in the
/// same order are equal.
/// </summary>
public abstract record QueryNode
{
    private QueryNode() { }

    /// <summary>Every finding.</summary>
    public sealed record All : QueryNode;

    /// <summary>Two or more, none of them an <see cref="And"/>.</summary>
    public sealed record And(IReadOnlyList<QueryNode> Parts) : QueryNode
    {
        public bool Equals(And? other) => other is not null && Parts.SequenceEqual(other.Parts);

        public override int GetHashCode() => Parts.Aggregate(1, HashCode.Combine);
    }

    /// <summary>Two or more, none of them an <see cref="Or"/>.</summary>
    public sealed record Or(IReadOnlyList<QueryNode> Parts) : QueryNode
    {
        public bool Equals(Or? other) => other is not null && Parts.SequenceEqual(other.Parts);

        public override int GetHashCode() => Parts.Aggregate(2, HashCode.Combine);
    }

    public sealed record Not(QueryNode Part) : QueryNode;

    /// <summary>Text anywhere in the finding: its tokens in a row; as a <paramref name="Prefix"/> the last one is a beginning.</summary>
    public sealed record Words(string Text, bool Prefix) : QueryNode
    {
        /// <summary>With one blank between tokens; empty, which finds nothing, when there is neither letter nor digit.</summary>
        public string Folded => FoldedText.Fold(Text);
    }

    /// <summary>One of the field's values is this one.</summary>
    public sealed record Is(QueryField Field, QueryValue Value) : QueryNode;

    /// <summary>One of the field's texts begins so.</summary>
    public sealed record Begins(QueryField Field, string Text) : QueryNode;

    /// <summary>One of the field's values lies between; at least one bound.</summary>
    public sealed record Between(QueryField Field, QueryBound? From, QueryBound? To) : QueryNode;

    /// <summary>The field has a value.</summary>
    public sealed record Exists(QueryField Field) : QueryNode;

    /// <summary>The field has exactly this text; null: nothing is asked.</summary>
    public static QueryNode Equal(QueryField field, string? text) =>
        text is null ? new All() : new Is(field, new QueryValue.Text(text));

    /// <summary>All of these: nothing is everything, one stands for itself.</summary>
    public static QueryNode Every(IEnumerable<QueryNode> parts)
    {
        var flat = parts.SelectMany(part => part.Conjuncts).ToList();
        return flat.Count switch
        {
            0 => new All(),
            1 => flat[0],
            _ => new And(flat),
        };
    }

    /// <summary>What must hold, each by itself.</summary>
    public IReadOnlyList<QueryNode> Conjuncts =>
        this switch
        {
            All => [],
            And and => and.Parts,
            _ => [this],
        };

    /// <summary>The same with one more condition.</summary>
    public QueryNode With(QueryNode part) => Every([this, part]);

    /// <summary>The same without a condition that must hold.</summary>
    public QueryNode Without(QueryNode part) => Every(Conjuncts.Where(one => one != part));
}

/// <summary>One end of a range.</summary>
public sealed record QueryBound(QueryValue Value, bool Inclusive);
