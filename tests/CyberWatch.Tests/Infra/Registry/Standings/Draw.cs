namespace CyberWatch.Tests.Infra.Registry.Standings;

/// <summary>What is drawn for one deed, whose number is its own.</summary>
internal sealed class Draw(int seed, int number)
{
    private readonly Random _random = new(seed);

    public int Number => number;

    public int Below(int most) => _random.Next(most);

    public T Of<T>(IReadOnlyList<T> some) => some[_random.Next(some.Count)];
}
