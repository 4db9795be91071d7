using System.Text.RegularExpressions;
using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Engine.Logic;

/// <summary>
/// What a rule asks of the facts, in the three-valued logic of Kleene: true, false, or unknown where a fact is missing.
/// No condition, <c>exists</c> included, says anything about a fact that was never stated.
/// </summary>
internal abstract record Condition
{
    private Condition() { }

    internal sealed record All(IReadOnlyList<Condition> Parts) : Condition;

    internal sealed record Any(IReadOnlyList<Condition> Parts) : Condition;

    internal sealed record Not(Condition Part) : Condition;

    /// <summary>
    /// One test of one fact. On a list it holds when it holds for any element, or for every one where <paramref name="Every"/> is set;
    /// <c>every</c> of an empty list is unknown, for all of nothing proves nothing.
    /// </summary>
    internal sealed record Compare(FactDeclaration Fact, Test Test, bool Every) : Condition;
}

/// <summary>The test of one value that is there. A value that was looked for and is absent passes <c>is: null</c> and <c>exists: false</c> only.</summary>
internal abstract record Test
{
    private Test() { }

    /// <summary>Texts are equal whatever their case. Null: looked for and absent.</summary>
    internal sealed record Is(object? Value) : Test;

    internal sealed record In(IReadOnlyList<object> Values) : Test;

    internal sealed record Below(double Bound) : Test;

    internal sealed record AtLeast(double Bound) : Test;

    /// <summary>A part of the text, whatever its case.</summary>
    internal sealed record Contains(string Part) : Test;

    internal sealed record Matches(Regex Pattern) : Test;

    /// <summary>Of a list: there is at least one element.</summary>
    internal sealed record Exists(bool Wanted) : Test;

    /// <summary>Unknown for a text that names no single version, such as <c>2.2.X - 2.3.X</c> or <c>9.6.0 or later</c>.</summary>
    internal sealed record VersionBelow(DottedVersion Bound) : Test;
}
