namespace CyberWatch.Rules.Engine.Logic;

/// <summary>Tests of one value that is there. A value of another kind than the test's is unknown, never false.</summary>
internal static class ValueTest
{
    public static Func<object, bool?> Compile(Test test) =>
        test switch
        {
            Test.Is { Value: null } => _ => false,
            Test.Is { Value: { } wanted } => value => Same(value, wanted),
            Test.In { Values: var wanted } => value => AmongThem(value, wanted),
            Test.Below { Bound: var bound } => value => Number(value) is { } number ? number < bound : null,
            Test.AtLeast { Bound: var bound } => value => Number(value) is { } number ? number >= bound : null,
            Test.Contains { Part: var part } => value =>
                value is string text ? text.Contains(part, StringComparison.OrdinalIgnoreCase) : null,
            Test.Matches { Pattern: var pattern } => value => value is string text ? pattern.IsMatch(text) : null,
            Test.VersionBelow { Bound: var bound } => value =>
                value is string text && DottedVersion.TryParse(text, out var version) ? version.IsBelow(bound) : null,
            Test.Exists { Wanted: var wanted } => _ => wanted,
            _ => throw new InvalidOperationException($"no such test: {test}"),
        };

    private static bool? AmongThem(object value, IReadOnlyList<object> wanted)
    {
        bool? result = false;
        foreach (var one in wanted)
        {
            var same = Same(value, one);
            if (same is true)
                return true;
            if (same is null)
                result = null;
        }
        return result;
    }

    private static bool? Same(object value, object wanted) =>
        wanted switch
        {
            string text => value is string actual ? string.Equals(actual, text, StringComparison.OrdinalIgnoreCase) : null,
            bool flag => value is bool actual ? actual == flag : null,
            double number => Number(value) is { } actual ? actual.Equals(number) : null,
            _ => null,
        };

    /// <summary>NaN is no number that could be compared.</summary>
    private static double? Number(object value) =>
        value switch
        {
            double number => double.IsNaN(number) ? null : number,
            int number => number,
            long number => number,
            _ => null,
        };
}
