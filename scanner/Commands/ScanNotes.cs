using CyberWatch.Infra.Registry;

namespace CyberWatch.Scanner.Commands;

/// <summary>A line for each stage; for people, on standard error.</summary>
internal sealed class ScanNotes(CommandOutput output) : IProgress<ScanStep>
{
    private readonly Lock _lock = new();
    private string _last = "";

    public void Report(ScanStep value)
    {
        lock (_lock)
        {
            // a line a tenth
            var tenth = value.Planned == 0 ? 0 : value.Done * 10 / value.Planned;
            var mark = $"{value.Stage} {tenth}";
            if (mark == _last)
                return;
            _last = mark;
            output.Note(value.Planned == 0 ? $"{value.Stage} ..." : $"{value.Stage}: {value.Done} of {value.Planned}");
        }
    }
}
