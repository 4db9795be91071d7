namespace CyberWatch.Scanner.Net;

/// <summary>
/// Ports of health, control and printing equipment, which a stray question can stop or make print: nmap's service detection never
/// touches them (design §9).
/// </summary>
public static class HealthPorts
{
    private const int FirstPrinter = 9100;
    private const int LastPrinter = 9107;
    private static readonly int[] Others = [102, 104, 502, 2575, 2761, 2762, 4242, 6661, 11112, 47808];

    public static bool Contains(int port) => port is >= FirstPrinter and <= LastPrinter || Others.Contains(port);
}
