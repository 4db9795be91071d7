using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>Statements that run thousands of times, their parameters by place: looking for a name, row after row, costs as much as some of the insertions.</summary>
internal static class Prepared
{
    public static SqliteCommand Command(SqliteConnection connection, SqliteTransaction transaction, string text, int parameters)
    {
        var command = new SqliteCommand(text, connection, transaction);
        for (var place = 1; place <= parameters; place++)
        {
            command.Parameters.Add(
                new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${place}") }
            );
        }

        command.Prepare();
        return command;
    }

    public static SqliteCommand Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }
}
