namespace CyberWatch.Scanner.Commands;

/// <summary>A line now and then while something is counted; for people, on standard error.</summary>
internal sealed class CountNotes(CommandOutput output, string what) : IProgress<int>
{
    private const int Every = 50_000;
    private int _next = Every;

    public void Report(int value)
    {
        if (value < _next)
            return;
        _next = value + Every;
        output.Note($"{value} {what} ...");
    }
}
