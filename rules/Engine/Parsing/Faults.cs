using YamlDotNet.RepresentationModel;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>Collects what is wrong with one file, so that its author sees all of it at once.</summary>
internal sealed class Faults(string file)
{
    private readonly List<RuleFault> _found = [];

    public IReadOnlyList<RuleFault> Found => _found;

    public void Add(YamlNode at, string key, string problem, string remedy) =>
        Add(at.Start.Line, at.Start.Column, key, problem, remedy);

    public void Add(long line, long column, string key, string problem, string remedy) =>
        _found.Add(new(file, line, column, key, problem, remedy));
}
