using System.Text;

namespace CyberWatch.Infra.Registry.Reference;

/// <summary>The small tables of codes that are part of the assembly: one heading line, then fields separated by semicolons.</summary>
internal static class EmbeddedTable
{
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream =
            typeof(EmbeddedTable).Assembly.GetManifestResourceStream($"reference/{name}")
            ?? throw new InvalidOperationException($"The build left out {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(';');
        }
    }
}
