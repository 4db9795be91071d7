namespace CyberWatch.Scanner.Commands;

/// <summary>What the shell is told.</summary>
internal static class ExitStatus
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadInput = 2;
}
