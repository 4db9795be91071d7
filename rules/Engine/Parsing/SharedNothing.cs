using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>Anchors and aliases could make a small file endless, and nesting without end the stack overflow; our files need neither them nor tags.</summary>
internal sealed class SharedNothing(IParser inner) : IParser
{
    private const int Deepest = 64;
    private int _depth;

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        var moved = inner.MoveNext();
        _depth += Current?.NestingIncrease ?? 0;
        return Current switch
        {
            { } deep when _depth > Deepest => throw new YamlException(deep.Start, deep.End, "nothing may be nested so deeply"),
            AnchorAlias alias => throw new YamlException(alias.Start, alias.End, "an alias has no place here"),
            NodeEvent { Anchor.IsEmpty: false } node => throw new YamlException(
                node.Start,
                node.End,
                "an anchor has no place here"
            ),
            NodeEvent { Tag.IsEmpty: false } node when node is not Scalar { IsQuotedImplicit: true } => throw new YamlException(
                node.Start,
                node.End,
                "a tag has no place here"
            ),
            _ => moved,
        };
    }
}
