using System.Collections.Concurrent;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net;

/// <summary>Doors of strangers that one scan knocked at in vain, and how often in a row. Twice is enough: the scan says so and goes on.</summary>
/// <param name="onceHeard">A door that answered once stays open: what is silent to some questions may answer others.</param>
internal sealed class SilentDoors<TDoor>(bool onceHeard)
    where TDoor : notnull
{
    private const int Most = 2;
    private const int Open = int.MinValue;

    private readonly ConcurrentDictionary<TDoor, int> _inARow = new();

    /// <summary>Why this door is not knocked at again; null when it may be.</summary>
    public string? WhyNot(TDoor door) =>
        _inARow.GetValueOrDefault(door) is var times and >= Most
            ? $"{door} did not answer {times} times in a row and was not asked again in this scan"
            : null;

    /// <summary>Null: it answered, be it by a refusal.</summary>
    public void Heard(TDoor door, Silence? silence)
    {
        if (silence is Silence.TimedOut or Silence.Unreachable)
            _inARow.AddOrUpdate(door, 1, (_, times) => times + 1);
        else
            _inARow[door] = onceHeard ? Open : 0;
    }
}
