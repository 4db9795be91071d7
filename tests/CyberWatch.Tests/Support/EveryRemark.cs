using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Support;

/// <summary>One of each kind of remark, made by its constructor, so that a new kind cannot be forgotten.</summary>
internal static class EveryRemark
{
    public static IReadOnlyList<Remark> All { get; } =
    [.. typeof(Remark).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Remark))).Select(Make)];

    private static Remark Make(Type kind)
    {
        var constructor = kind.GetConstructors().Single();
        return (Remark)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType))]);
    }

    private static object Value(Type type) =>
        type == typeof(string) ? "mon-fri 08:00-18:30"
        : type == typeof(int) ? 12
        : type == typeof(bool) ? true
        : type == typeof(DateOnly) ? new DateOnly(2026, 3, 1)
        : type == typeof(Silence) ? Silence.TimedOut
        : type == typeof(IndexTrouble) ? IndexTrouble.Silent
        : throw new InvalidOperationException($"no value for {type}");
}
