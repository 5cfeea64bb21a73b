// The one executable: every face of it is a command.
#include "gateway/app/command_line.hpp"
#include "gateway/app/process.hpp"

int main(int argc, char** argv)
{
    micklegate::app::hold_standard_streams();
    micklegate::terminal::Console console = micklegate::terminal::Console::of_this_process();
    return micklegate::app::run_command_line({argv + 1, argv + argc}, console);
}
