namespace CyberWatch.Rules.Engine.Logic;

/// <summary>Null is unknown.</summary>
internal delegate bool? Truth(IReadOnlyDictionary<string, object?> facts);

/// <summary>Turns conditions into delegates once, so that a judgement neither parses nor allocates.</summary>
internal static class ConditionCompiler
{
    public static Func<IReadOnlyDictionary<string, object?>, Verdict> Judge(Condition condition)
    {
        var truth = Compile(condition);
        return facts =>
            truth(facts) switch
            {
                true => Verdict.Match,
                false => Verdict.Clean,
                null => Verdict.Inconclusive,
            };
    }

    public static Truth Compile(Condition condition) =>
        condition switch
        {
            Condition.All all => Until(false, [.. all.Parts.Select(Compile)]),
            Condition.Any any => Until(true, [.. any.Parts.Select(Compile)]),
            Condition.Not not => Negated(Compile(not.Part)),
            Condition.Compare compare => FactTest(compare),
            _ => throw new InvalidOperationException($"no such condition: {condition}"),
        };

    /// <summary>One part that says <paramref name="decides"/> decides, whatever the others say; otherwise one unknown part leaves it unknown.</summary>
    private static Truth Until(bool decides, Truth[] parts) =>
        facts =>
        {
            bool? result = !decides;
            foreach (var part in parts)
            {
                var truth = part(facts);
                if (truth == decides)
                    return decides;
                if (truth is null)
                    result = null;
            }
            return result;
        };

    private static Truth Negated(Truth part) => facts => !part(facts);

    private static Truth FactTest(Condition.Compare compare)
    {
        var (name, every) = (compare.Fact.Name, compare.Every);
        var test = ValueTest.Compile(compare.Test);
        var onAbsent = compare.Test is Test.Is { Value: null } or Test.Exists { Wanted: false };
        return compare.Test is Test.Exists exists
            ? facts => facts.TryGetValue(name, out var value) ? IsThere(value) == exists.Wanted : null
            : facts =>
                !facts.TryGetValue(name, out var value) ? null
                : value is null ? onAbsent
                : value is IReadOnlyList<string> list ? Over(list, test, every)
                : test(value);
    }

    private static bool IsThere(object? value) => value is IReadOnlyList<string> list ? list.Count > 0 : value is not null;

    private static bool? Over(IReadOnlyList<string> list, Func<object, bool?> test, bool every)
    {
        bool? result =
            list.Count > 0 ? every
            : every ? null
            : false;
        for (var i = 0; i < list.Count; i++)
        {
            var truth = test(list[i]);
            if (truth == !every)
                return truth;
            if (truth is null)
                result = null;
        }
        return result;
    }
}
