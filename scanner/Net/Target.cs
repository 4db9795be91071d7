using System.Net;

namespace CyberWatch.Scanner.Net;

/// <summary>Where a question goes: a literal address, decided once, and the name that it is asked for.</summary>
public sealed record Target(IPAddress Address, int Port, string? Name = null)
{
    public override string ToString() =>
        Name is null ? $"{new IPEndPoint(Address, Port)}" : $"{Name} at {new IPEndPoint(Address, Port)}";
}
